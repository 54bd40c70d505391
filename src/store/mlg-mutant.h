/* Deliberate faults, to prove that the property test sees them. They exist only in the test's
 * own build of the store (-DMLG_MUTANTS); elsewhere the compiler removes every trace.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_MUTANT_NONE,
  MLG_MUTANT_NO_SUP,              /* parents are not marked superseded */
  MLG_MUTANT_ONE_PARENT,          /* an author names one head of those seen */
  MLG_MUTANT_DELETE_BLIND,        /* a deletion wins over what it has not seen */
  MLG_MUTANT_VECTOR_OFF_BY_ONE,   /* merge skips the first new operation of a writer */
  MLG_MUTANT_SESSION_REUSED,      /* a copy goes on with the writer id it found */
  MLG_MUTANT_ERASE_WEAK,          /* late operations of an erased row keep their values */
  MLG_MUTANT_EQUAL_CONFLICTS,     /* two heads with one value are a conflict */
  MLG_MUTANT_INSERT_IS_HEAD,      /* the insert stays a head of every cell */
  MLG_MUTANT_TIE_BY_ARRIVAL,      /* the last operation to arrive is shown */
  MLG_MUTANT_UNDO_BLIND,          /* undo overwrites what was changed since */
  MLG_MUTANT_UNDO_EMPTIES,        /* undo leaves nothing where something stood */
  MLG_MUTANT_LINKS_UNORDERED,     /* elements in the order they arrived */
  MLG_MUTANT_LAST,
} MlgMutant;

#ifdef MLG_MUTANTS
extern MlgMutant mlg_mutant;
#define MLG_IS_MUTANT(name) (mlg_mutant == MLG_MUTANT_##name)
#else
#define MLG_IS_MUTANT(name) FALSE
#endif

G_END_DECLS
