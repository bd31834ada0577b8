/* overflow.h - naming a stack overflow: gen_stack_report_overflow() of gen/stack.h, and what each thread needs for it. */
#ifndef OVERFLOW_H
#define OVERFLOW_H

/* A thread uses stacks for the first time, and ends. */
void gen_overflow_thread_begins_(void);
void gen_overflow_thread_ends_(void);

#endif
