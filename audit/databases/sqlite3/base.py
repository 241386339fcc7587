from django.db.backends.sqlite3 import base, operations

from audit.databases.written import NotingWrapper


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "audit.databases.sqlite3.compiler"


class DatabaseWrapper(NotingWrapper, base.DatabaseWrapper):
    ops_class = DatabaseOperations
