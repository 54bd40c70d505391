/* What a line typed in front of a room means in this file: the actor it speaks of, known or
 * new, and the gesture that enters it. The grammar is exchange/mlg-quick-line.h.
 */

#pragma once

#include "exchange/mlg-quick-line.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* A word after #: a theme, a family, a category, a legal form, a kind of place. */
typedef struct
{
  const MlgField *field;
  char           *id;         /* NULL: outside the categories */
  char           *label;
  gboolean        is_new;     /* a theme nobody had named */
} MlgQuickTerm;

typedef struct
{
  MlgQuickPartner *said;
  MlgRecord       *known;     /* or NULL: it will be added */
} MlgQuickLink;

typedef struct
{
  MlgQuickLine *line;
  MlgRecord    *known;        /* the actor that is called so, where nothing says it is elsewhere; or NULL */
  GPtrArray    *similar;      /* MlgRecord: perhaps the same; best first */
  GPtrArray    *terms;        /* MlgQuickTerm */
  GPtrArray    *links;        /* MlgQuickLink */
} MlgQuickEntry;

/* Where the file is about, to tell homonyms apart; NaN if nowhere in particular. */
void           mlg_quick_entry_find_centre (MlgProject     *project,
                                            double         *lat,
                                            double         *lon);

/* Reads against the file, changes nothing; between two keys. NULL when nobody is named. */
MlgQuickEntry *mlg_quick_entry_read        (MlgProject     *project,
                                            const char     *text,
                                            double          lat,
                                            double          lon);
void           mlg_quick_entry_free        (MlgQuickEntry  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgQuickEntry, mlg_quick_entry_free)

/* The term meant by the word after #; never NULL. */
MlgQuickTerm  *mlg_quick_term_read         (MlgProject     *project,
                                            const char     *text);
/* The terms with a word that begins like that: at most @limit. Array of MlgQuickTerm. */
GPtrArray     *mlg_quick_term_find         (MlgProject     *project,
                                            const char     *text,
                                            guint           limit);
void           mlg_quick_term_free         (MlgQuickTerm   *self);

typedef struct
{
  MlgId      id;              /* the actor of the last line; null if it only names a person */
  MlgId      person;          /* the last person; or null */
  guint      n_persons;       /* new ones */
  guint      n_added;         /* actors, partners among them */
  guint      n_completed;     /* known, with something more */
  guint      n_linked;        /* partnerships, new or no longer wished */
  GPtrArray *existing;        /* char *: those that were there already, with nothing to add */
} MlgQuickOutcome;

void           mlg_quick_outcome_clear     (MlgQuickOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlgQuickOutcome, mlg_quick_outcome_clear)

/* Enters what was read, in one gesture. A known actor gets what it lacks and keeps what it says;
 * @anyway: another one of the same name is added. @outcome: cleared by the caller. */
gboolean       mlg_quick_entry_apply       (MlgQuickEntry   *self,
                                            MlgProject      *project,
                                            gboolean         anyway,
                                            MlgQuickOutcome *outcome,
                                            GError         **error);
/* The same within a gesture of the caller, who commits it. */
gboolean       mlg_quick_entry_write       (MlgQuickEntry   *self,
                                            MlgProject      *project,
                                            MlgGesture      *gesture,
                                            gboolean         anyway,
                                            MlgQuickOutcome *outcome,
                                            GError         **error);
/* A list that was pasted, a line each, in one gesture. @tail: « , Saugues #laine », for the lines
 * that say no other; or NULL. */
gboolean       mlg_quick_entry_apply_lines (MlgProject      *project,
                                            const char      *text,
                                            const char      *tail,
                                            MlgQuickOutcome *outcome,
                                            GError         **error);

G_END_DECLS
