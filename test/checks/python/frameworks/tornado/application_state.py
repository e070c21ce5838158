# A session that the application holds, reached from its handlers.
import tornado.ioloop
import tornado.web
from sqlalchemy import create_engine
from sqlalchemy.orm import scoped_session, sessionmaker


class User:
    pass


class Application(tornado.web.Application):
    def __init__(self):
        super().__init__([(r"/", MainHandler)], debug=True)
        self.db = scoped_session(sessionmaker(bind=create_engine("postgresql://app")))


class BaseHandler(tornado.web.RequestHandler):
    @property
    def db(self):
        return self.application.db


class MainHandler(BaseHandler):
    def get(self):
        self.application.db.query(User).all()  # expect: blocking-call [sqlalchemy]
        self.db.query(User)  # ok: only built
        self.db.query(User).first()  # expect: blocking-call [sqlalchemy]
        self.settings["db"].query(User).first()  # expect: blocking-call [sqlalchemy]
        self.application.settings["db"].query(User).first()  # expect: blocking-call [sqlalchemy]


application = Application()
application.settings["db"] = application.db
application.listen(8888)
tornado.ioloop.IOLoop.current().start()
