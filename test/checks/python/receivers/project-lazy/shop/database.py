import psycopg2


def connect():
    return psycopg2.connect("dbname=shop")


def fine():
    return 1


def later():
    return psycopg2.connect("dbname=later")
