class Users:
    def __init__(self, database):
        self.collection = database["users"]

    def by_name(self, name):
        return self.collection.find_one({"name": name})

    def everyone(self):
        return self.collection.find()
