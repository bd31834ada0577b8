/* tally.h - how often each call was the first to fail, over all the processes of a sweep. */
#ifndef TALLY_H
#define TALLY_H

/* In the process that makes the others, before it makes them; once or more often. */
void tally_begin(void);

/* In one of them: this call was. */
void tally_count(const char *name);

/* And a call failed, the first or not, that returns to site in this program. Where they are goes to the file that the
 * environment's FAULT_SITES names, when the process that has begun ends. One thread at a time. */
void tally_site(const void *site);

/* Prints them all, and returns NULL, or the first of these names, ended by NULL, that never was. */
const char *tally_end(const char *const names[]);

#endif
