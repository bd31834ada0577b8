/* failure.h - why there was no memory, no stack, no generator: a sentence for each thread. */
#ifndef FAILURE_H
#define FAILURE_H

/* What gen_new_error() answers from now on: a string that lasts. */
void gen_set_new_error_(const char *sentence);

#endif
