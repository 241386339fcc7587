from django.db.models.sql import compiler
from django.db.models.sql.compiler import SQLAggregateCompiler as SQLAggregateCompiler
from django.db.models.sql.compiler import SQLCompiler as SQLCompiler

from audit.databases.written import NotingChange, NotingInsert


class SQLInsertCompiler(NotingInsert, compiler.SQLInsertCompiler):
    pass


class SQLUpdateCompiler(NotingChange, compiler.SQLUpdateCompiler):
    pass


class SQLDeleteCompiler(NotingChange, compiler.SQLDeleteCompiler):
    pass
