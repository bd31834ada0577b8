/*
 * A generator program as a tree: what the parser makes and the executor walks.
 *
 * The format has bodies, iterators and a main, all of which are blocks of statements. Names are resolved while
 * parsing: a variable is an index into its owner's variables, a handle an index into the program's handles.
 */
#ifndef GP_PROGRAM_H
#define GP_PROGRAM_H

#include "memory.h"
#include <gen.h>

/* The types a program may name, or NULL. "*" is BaseException. */
const gen_exc_t *gp_type(const char *name);

/* Wraps what is thrown at an iterator although it is no exception: Python calls its method throw with anything. */
extern const gen_exc_t GP_NO_EXCEPTION[1];

/* What a program raises in itself when it has run for too many statements; nothing in it can catch that. */
extern const gen_exc_t GP_BUDGET[1];

/* VALUE: a literal, a variable, or a new exception around another VALUE. */
typedef enum { GP_LITERAL, GP_VARIABLE, GP_EXCEPTION } gp_operand_kind_t;

typedef struct gp_operand {
    gp_operand_kind_t kind;
    gen_value_t literal;
    int variable;
    const gen_exc_t *type;
    const struct gp_operand *value; /* of the exception; NULL for none */
} gp_operand_t;

/* What `raise` and `throw` name: the operand, and `from`. */
typedef enum { GP_FROM_NOTHING, GP_FROM_NONE, GP_FROM_VARIABLE } gp_from_t;

typedef struct {
    gp_operand_t what;
    gp_from_t from;
    int cause; /* the variable, with GP_FROM_VARIABLE */
} gp_exc_spec_t;

/* SRC: an object that a `new` makes (then definition is set), or the one in a handle. */
struct gp_definition;

typedef struct {
    const char *name; /* of the definition, NULL for a handle */
    struct gp_definition *definition;
    int handle;
} gp_source_t;

typedef enum {
    GP_PASS,
    GP_LOG,
    GP_LOGEXC,
    GP_SET,
    GP_INC,
    GP_YIELD,
    GP_YIELD_FROM,
    GP_RETURN_VALUE,
    GP_RAISE_NEW,
    GP_RERAISE,
    GP_BREAK_LOOP,
    GP_CONTINUE_LOOP,
    GP_IF,
    GP_LOOP,
    GP_FOR,
    GP_TRY,
    GP_NEW,
    GP_NEXT,
    GP_SEND,
    GP_THROW,
    GP_CLOSE,
    GP_FREE,
    GP_STATE
} gp_kind_t;

typedef struct gp_statement gp_statement_t;

/* except TYPE [as VARIABLE]: block */
typedef struct gp_except {
    const gen_exc_t *type;
    int variable; /* -1 for none */
    gp_statement_t *block;
    struct gp_except *next;
} gp_except_t;

/* One statement. Which members are meant depends on its kind; a block is a list of them by `next`. */
struct gp_statement {
    gp_kind_t kind;
    int line;
    gp_statement_t *next;

    const char *text;       /* log: TEXT; reported operations: their words; state: the handle's name */
    bool reported;          /* `? OP` */
    int variable;           /* what is assigned; -1 for nothing */
    int handle;             /* what is operated on */
    gp_operand_t value;     /* set, yield, return, send, if: the right side */
    gp_operand_t left;      /* if */
    char compare;           /* if: one of = ! < > */
    long count;             /* loop; log: how many values */
    gp_operand_t *values;   /* log */
    gp_exc_spec_t exc;      /* raise, throw */
    gp_source_t source;     /* yieldfrom, for, new */
    gp_statement_t *block;  /* what if, loop, for and try run */
    gp_statement_t *orelse; /* else */
    gp_statement_t *final;  /* finally */
    gp_except_t *handlers;  /* except */
    bool has_final;
};

typedef enum { GP_METHOD_NEXT, GP_METHOD_SEND, GP_METHOD_THROW, GP_METHOD_CLOSE, GP_METHODS } gp_method_t;

/* A body, an iterator or main. */
typedef struct gp_definition {
    const char *name;
    bool is_iterator;
    gp_statement_t *block;               /* of a body or main */
    gp_statement_t *methods[GP_METHODS]; /* of an iterator; an empty method is not NULL: see declared */
    bool declared[GP_METHODS];
    gp_names_t variables;
    int arg, exc;          /* variables that an iterator's send and throw set on entry */
    gen_iterator_t vtable; /* of an iterator: exactly the methods it declares */
    int instances;         /* how many have been made */
    struct gp_definition *next;
} gp_definition_t;

typedef struct gp_program {
    const char *name;
    gp_definition_t *definitions;
    gp_definition_t *main;
    gp_names_t handles;
    struct gp_program *next;
} gp_program_t;

/*
 * Parses a whole file, whose text is cut up in place; the programs live in the arena. A mistake in it ends the process
 * with status 2 and one line that says where it is.
 */
gp_program_t *gp_parse(gp_arena_t *arena, const char *path, char *text);

#endif
