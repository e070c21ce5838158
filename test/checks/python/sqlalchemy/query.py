# A Query is built for nothing and executed at its end.
from sqlalchemy.orm import Query, Session, joinedload, scoped_session, sessionmaker

from models import Post, User

db_session = scoped_session(sessionmaker())


async def terminals(db: Session):
    db.query(User).all()  # expect: blocking-call [sqlalchemy-query]
    db.query(User).filter(User.id == 1).first()  # expect: blocking-call [sqlalchemy-query]
    db.query(User).one()  # expect: blocking-call [sqlalchemy-query]
    db.query(User).filter_by(name="a").one_or_none()  # expect: blocking-call [sqlalchemy-query]
    db.query(User.id).scalar()  # expect: blocking-call [sqlalchemy-query]
    db.query(User).count()  # expect: blocking-call [sqlalchemy-query]
    db.query(User).get(1)  # expect: blocking-call [sqlalchemy-query]
    db.query(User).update({"name": "b"})  # expect: blocking-call [sqlalchemy-query]
    db.query(User).filter(User.id == 1).delete()  # expect: blocking-call [sqlalchemy-query]


async def iterated(db: Session):
    for user in db.query(User).order_by(User.id):  # expect: blocking-call [sqlalchemy-query]
        print(user)
    users = list(db.query(User))  # expect: blocking-call [sqlalchemy-query]
    names = [user.name for user in db.query(User)]  # expect: blocking-call [sqlalchemy-query]
    first = db.query(User)[0]  # expect: blocking-call [sqlalchemy-query]
    page = db.query(User)[10:20]  # expect: blocking-call [sqlalchemy-query]
    return users, names, first, page


async def built(db: Session, term):
    query = db.query(User).join(Post).outerjoin(User.tags).options(joinedload(User.posts))  # ok: a query
    query = query.filter(User.name.like(term)).filter_by(active=True).where(User.age > 1)  # ok: a query
    query = query.group_by(User.id).having(User.id > 1).distinct().order_by(None)  # ok: a query
    query = query.limit(10).offset(5).with_for_update().execution_options(a=1)  # ok: a query
    if term:
        query = query.filter(User.name == term)  # ok: a query
    inner = db.query(Post.user_id).subquery()  # ok: a query
    return query.filter(User.id.in_(inner)).exists()  # ok: a query


async def kept_in_a_variable(db: Session, term):
    query = db.query(User)  # ok: a query
    if term:
        query = query.filter(User.name == term)  # ok: a query
    return query.all()  # expect: blocking-call [sqlalchemy-query]


def active(query: Query) -> Query:
    return query.filter(User.active)  # ok: a query


async def through_a_helper(db: Session):
    return active(db.query(User)).all()  # expect: blocking-call [sqlalchemy-query]


async def of_a_scoped_session():
    return db_session.query(User).first()  # expect: blocking-call [sqlalchemy-query]
