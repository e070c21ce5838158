# Flask-SQLAlchemy in coroutines.
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)


async def queries():
    User.query.filter_by(id=1).first()  # expect: blocking-call [sqlalchemy-query]
    User.query.get_or_404(1)  # expect: blocking-call [flask-sqlalchemy-query]
    User.query.order_by(User.id).paginate(page=1)  # expect: blocking-call [flask-sqlalchemy-query]
    db.get_or_404(User, 1)  # expect: blocking-call [flask-sqlalchemy-query]
    return User.query.filter_by(id=1)  # ok: a query


async def sessions(user):
    db.session.add(user)  # ok: kept until the flush
    db.session.commit()  # expect: blocking-call [sqlalchemy-session-flush]
    db.session.execute(db.select(User)).scalars()  # expect: blocking-call [sqlalchemy-session]
    db.create_all()  # expect: blocking-call [flask-sqlalchemy-query]


def view(user):
    db.session.commit()  # ok: nothing asynchronous calls it
