"""Legacy queries, each in a function of its own, on data in which joins repeat objects.

rewrites.py runs every function as it stands and once more with nostall's suggestion in place. What starts with
`as_it_is` has to be left as it is.
"""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, func, select
from sqlalchemy.orm import Session, aliased, declarative_base, joinedload, relationship, selectinload

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    age = Column(Integer)
    posts = relationship("Post", back_populates="user", order_by="Post.id")


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))
    title = Column(String)
    user = relationship("User", back_populates="posts")


class Shelf(Base):
    __tablename__ = "shelves"
    id = Column(Integer, primary_key=True)
    boxes = relationship("Box", lazy="joined", order_by="Box.id")


class Box(Base):
    __tablename__ = "boxes"
    id = Column(Integer, primary_key=True)
    shelf_id = Column(Integer, ForeignKey("shelves.id"))
    extra = Column(JSON)




def fill(session: Session):
    for key, name, age in ((1, "a", 10), (2, "b", 20), (3, "b", 30), (4, "d", None)):
        session.add(User(id=key, name=name, age=age))
    for key, user, title in ((1, 1, "x"), (2, 1, "y"), (3, 2, "x"), (4, 3, "z"), (5, 3, "z")):
        session.add(Post(id=key, user_id=user, title=title))
    session.add(Shelf(id=1, boxes=[Box(id=1, extra={"a": 1}), Box(id=2, extra={"a": 2})]))
    session.add(Shelf(id=2))


# One mapped class.


async def everything(db: Session):
    return db.query(User).all()


async def repeated_by_a_join(db: Session):
    return db.query(User).join(Post).all()


async def repeated_and_ordered(db: Session):
    return db.query(User).join(User.posts).order_by(Post.id.desc()).all()


async def outer_join(db: Session):
    return db.query(User).outerjoin(Post, Post.user_id == User.id).order_by(User.id).all()


async def from_the_other_side(db: Session):
    return db.query(User).select_from(Post).join(Post.user).order_by(User.id).all()


async def joined_collection(db: Session):
    return db.query(User).options(joinedload(User.posts)).order_by(User.id).all()


async def joined_by_its_mapping(db: Session):
    return db.query(Shelf).order_by(Shelf.id).all()


async def selectin_collection(db: Session):
    return [len(user.posts) for user in db.query(User).options(selectinload(User.posts)).order_by(User.id).all()]


async def filtered(db: Session):
    return db.query(User).filter(User.name == "b", User.age > 20).all()


async def filtered_by(db: Session):
    return db.query(User).filter_by(name="b").order_by(User.id).all()


async def nothing(db: Session):
    return db.query(User).filter(User.id == 99).all()


async def limited(db: Session):
    return db.query(User).join(Post).order_by(Post.id).limit(3).all()


async def limited_with_a_collection(db: Session):
    return db.query(User).options(joinedload(User.posts)).order_by(User.id).limit(2).all()


async def sliced(db: Session):
    return db.query(User).order_by(User.id).offset(1).limit(2).all()


async def made_distinct(db: Session):
    return db.query(User).join(Post).distinct().order_by(User.id).all()


async def grouped(db: Session):
    return db.query(User).join(Post).group_by(User.id).having(func.count(Post.id) > 1).order_by(User.id).all()


async def an_alias(db: Session):
    other = aliased(User)
    return db.query(other).join(Post, Post.user_id == other.id).order_by(other.id).all()


async def within_another_statement(db: Session):
    return db.query(User).filter(User.id.in_(select(Post.user_id))).order_by(User.id).all()


# `first` takes one of many.


async def first(db: Session):
    return db.query(User).order_by(User.id).first()


async def first_of_many(db: Session):
    return db.query(User).filter(User.name == "b").order_by(User.id).first()


async def first_of_none(db: Session):
    return db.query(User).filter(User.id == 99).first()


async def first_with_a_collection(db: Session):
    user = db.query(User).options(joinedload(User.posts)).order_by(User.id).first()
    return user, len(user.posts)


async def first_of_limited(db: Session):
    return db.query(User).order_by(User.id).limit(3).first()


async def first_name(db: Session):
    return db.query(User.name).order_by(User.id).first()


async def first_pair(db: Session):
    return db.query(User, Post).join(Post).order_by(Post.id).first()


async def name_of_the_first(db: Session):
    return db.query(User).order_by(User.id.desc()).first().name


# `one` raises for none and for many.


async def one(db: Session):
    return db.query(User).filter(User.id == 1).one()


async def one_of_many(db: Session):
    return db.query(User).filter(User.name == "b").one()


async def one_of_none(db: Session):
    return db.query(User).filter(User.id == 99).one()


async def one_repeated(db: Session):
    return db.query(User).join(Post).filter(User.id == 1).one()


async def one_with_a_collection(db: Session):
    return db.query(User).options(joinedload(User.posts)).filter(User.id == 1).one()


async def one_or_none(db: Session):
    return db.query(User).filter(User.id == 99).one_or_none()


async def one_or_none_of_many(db: Session):
    return db.query(User).filter(User.name == "b").one_or_none()


async def one_or_none_repeated(db: Session):
    return db.query(User).join(Post).filter(User.id == 1).one_or_none()


async def one_row(db: Session):
    return db.query(User.id, User.name).filter(User.id == 1).one()


async def one_pair_of_many(db: Session):
    return db.query(User, Post).join(Post).filter(User.id == 1).one()


# Several things, and columns.


async def pairs(db: Session):
    return db.query(User, Post).join(Post).order_by(Post.id).all()


async def pairs_that_repeat(db: Session):
    return db.query(User, Post.title).join(Post).order_by(User.id, Post.title).all()


async def with_a_count(db: Session):
    return db.query(User, func.count(Post.id)).join(Post).group_by(User.id).order_by(User.id).all()


async def columns(db: Session):
    return db.query(User.name, User.age).order_by(User.id).all()


async def columns_that_repeat(db: Session):
    return db.query(User.name).order_by(User.id).all()


async def labelled(db: Session):
    return [row.total for row in db.query(func.count(User.id).label("total")).all()]


async def a_table(db: Session):
    return db.query(User.__table__).order_by(User.id).all()


async def distinct_names(db: Session):
    return db.query(User.name).distinct().order_by(User.name).all()


# `scalar` takes the only one.


async def largest(db: Session):
    return db.query(func.max(User.age)).scalar()


async def scalar_of_none(db: Session):
    return db.query(User.name).filter(User.id == 99).scalar()


async def scalar_of_many(db: Session):
    return db.query(User.name).scalar()


async def scalar_of_one(db: Session):
    return db.query(User.name, User.id).filter(User.id == 1).scalar()


async def scalar_object(db: Session):
    return db.query(User).filter(User.id == 1).scalar()


async def scalar_object_repeated(db: Session):
    return db.query(User).join(Post).filter(User.id == 1).scalar()


# `count` counts rows.


async def counted(db: Session):
    return db.query(User).count()


async def count_filtered(db: Session):
    return db.query(User).filter(User.name == "b").count()


async def count_joined(db: Session):
    return db.query(User).join(Post).count()


async def count_distinct(db: Session):
    return db.query(User.name).distinct().count()


async def count_limited(db: Session):
    return db.query(User).limit(2).count()


async def count_grouped(db: Session):
    return db.query(User.name).group_by(User.name).count()


async def count_with_a_collection(db: Session):
    return db.query(User).options(joinedload(User.posts)).count()


async def count_compared(db: Session):
    return db.query(User).filter(User.name == "b").count() > 1


# By key.


async def get(db: Session):
    return db.query(User).get(2)


async def get_nothing(db: Session):
    return db.query(User).get(99)


async def get_with_options(db: Session):
    user = db.query(User).options(selectinload(User.posts)).get(1)
    return user, len(user.posts)


# Changes; what is in the tables afterwards is compared too.


async def updated(db: Session):
    return db.query(User).filter(User.name == "b").update({"age": 1})


async def update_by_attribute(db: Session):
    return db.query(User).filter(User.id == 1).update({User.age: User.age + 1}, synchronize_session=False)


async def update_positional(db: Session):
    return db.query(User).filter(User.id > 2).update({"name": "q"}, "fetch")


async def update_nothing(db: Session):
    return db.query(User).filter(User.id == 99).update({"age": 1})


async def deleted(db: Session):
    return db.query(Post).filter(Post.title == "z").delete()


async def delete_unsynchronised(db: Session):
    return db.query(Post).filter(Post.user_id == 1).delete(synchronize_session=False)


# Loops.


async def loop(db: Session):
    names = []
    for user in db.query(User).join(Post).order_by(User.id):
        names.append(user.name)
    return names


async def loop_over_all(db: Session):
    return [user.name for user in db.query(User)]


async def loop_over_rows(db: Session):
    return [name for (name,) in db.query(User.name).order_by(User.id)]


async def loop_over_pairs(db: Session):
    return [(user.id, post.id) for user, post in db.query(User, Post).join(Post).order_by(Post.id)]


# Written over several lines.


async def several_lines(db: Session):
    return (
        db.query(User)
        .filter(User.name == "b")  # both of them
        .order_by(User.id)
        .all()
    )


# What has no exact counterpart, or whose kind is not known.


# Lists, items and slices.


async def listed(db: Session):
    return list(db.query(User).join(Post))


async def listed_rows(db: Session):
    return list(db.query(User.name, User.age).order_by(User.id))


async def item(db: Session):
    return db.query(User).order_by(User.id)[1]


async def item_of_rows(db: Session):
    return db.query(User.name).order_by(User.id)[0]


async def item_that_is_missing(db: Session):
    return db.query(User)[9]


async def slice_of_some(db: Session):
    return db.query(User).order_by(User.id)[1:3]


async def slice_of_the_first(db: Session):
    return db.query(User).order_by(User.id)[:2]


async def slice_of_the_rest(db: Session):
    return db.query(User.id).order_by(User.id)[2:]


async def slice_of_limited(db: Session):
    return db.query(User).order_by(User.id).offset(1).limit(2)[:1]


async def slice_of_a_join(db: Session):
    return db.query(User).join(Post).order_by(User.id)[:3]


# Chains that start in a variable.


async def variable(db: Session):
    query = db.query(User).join(Post).order_by(User.id)
    return query.all()


async def variable_in_steps(db: Session, name="b"):
    query = db.query(User)
    if name:
        query = query.filter(User.name == name)
    query = query.order_by(User.id)
    return query.first(), query.count(), query.limit(1).one()


async def variable_of_rows(db: Session):
    query = db.query(User.id, Post.id).join(Post)
    query = query.order_by(Post.id)
    return [tuple(row) for row in query], list(query), query[0]


async def variable_of_mixed_rows(db: Session):
    query = db.query(User, Post).join(Post).order_by(Post.id)
    return [(user.id, post.id) for user, post in query.all()]


async def variable_scalar(db: Session):
    query = db.query(func.count(User.id))
    return query.filter(User.name == "b").scalar()


async def as_it_is_for_a_variable_of_two_queries(db: Session, users=True):
    query = db.query(User)
    if not users:
        query = db.query(Post)
    return query.count()


async def as_it_is_for_a_variable_of_a_union(db: Session):
    query = db.query(User).filter(User.id == 1).union(db.query(User).filter(User.id == 2))
    return query.count()



async def as_it_is_for_a_given_class(db: Session, model=User):
    return db.query(model.metadata.tables["users"]).all()


async def as_it_is_for_a_union(db: Session):
    return db.query(User).filter(User.id == 1).union(db.query(User).filter(User.id == 2)).all()


async def as_it_is_for_a_query_inside(db: Session):
    return db.query(User).filter(User.id.in_(db.query(Post.user_id))).all()


async def as_it_is_for_other_entities(db: Session):
    return db.query(User).with_entities(User.name).order_by(User.id).all()


async def as_it_is_in_portions(db: Session):
    return [user.name for user in db.query(User).yield_per(2)]
