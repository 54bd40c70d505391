/* The outline of a monograph: its sections, what each asks, and what the file fills in. Plain values,
 * read from JSON and written as it; knows no file.
 *
 * The text it writes has one thing on each line, so that two people who change two sections, or two
 * questions of one, are merged as texts are (store/mlg-text-merge.h): lists end with a null nobody adds
 * after, and every line before it ends with a comma.
 *
 *     {"sections": [
 *     {"heading": "cooperation",
 *     "question": "tools",
 *     "title": null,
 *     "optional": false,
 *     "prefill": ["tools"],
 *     "ask": [
 *     "Quels outils ?",
 *     null]},
 *     null]}
 *
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char      *heading;     /* term of monograph_heading; or NULL */
  char      *question;    /* term of monograph_question; or NULL */
  char      *title;       /* own words; or NULL */
  gboolean   optional;
  GPtrArray *prefill;     /* char *: fields of the initiative, kinds of live blocks, "links" */
  GPtrArray *ask;         /* char *: what is to be asked */
} MlgOutlineSection;

typedef struct
{
  char      *title;
  char      *description;
  GPtrArray *sections;    /* MlgOutlineSection */
} MlgMonographOutline;

MlgMonographOutline *mlg_monograph_outline_new     (void);
/* NULL: this is no outline. */
MlgMonographOutline *mlg_monograph_outline_parse   (const char                *json);
void                 mlg_monograph_outline_free    (MlgMonographOutline       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMonographOutline, mlg_monograph_outline_free)
/* Without its title and description, which are fields of their own in a file. */
char                *mlg_monograph_outline_to_text (const MlgMonographOutline *self);
/* Whole, to be read elsewhere. */
char                *mlg_monograph_outline_to_json (const MlgMonographOutline *self);
/* An empty one, at that place; owned by @self. */
MlgOutlineSection   *mlg_monograph_outline_insert  (MlgMonographOutline       *self,
                                                    guint                      at);

/* Of one that was taken out. */
void                 mlg_outline_section_free      (MlgOutlineSection         *self);
/* Words of a title, of a question: one line, trimmed; NULL when empty. */
void                 mlg_outline_section_set       (char                     **field,
                                                    const char                *text);

G_END_DECLS
