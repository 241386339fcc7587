from django.db.backends.postgresql import base, operations

from audit.databases.written import NotingWrapper


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "audit.databases.postgresql.compiler"


class DatabaseWrapper(NotingWrapper, base.DatabaseWrapper):
    ops_class = DatabaseOperations
