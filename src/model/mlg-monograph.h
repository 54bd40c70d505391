/* A monograph as it is read: plain text and structure, filled by exchange from a project, laid
 * out by document. Knows no file.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text;
  char *speaker;          /* or NULL */
  char *function;         /* as said; or NULL */
  char *structure;        /* or NULL */
  char *date;             /* for display; or NULL */
} MlgQuotation;

typedef struct
{
  char      *heading;     /* rubrique: starts a new part when it differs from the one before; or NULL */
  char      *question;    /* guiding question; or NULL */
  char      *body;        /* Markdown; NULL: unanswered */
  GPtrArray *quotations;  /* MlgQuotation */
  GPtrArray *notes;       /* char *: sources, numbered at the foot */
  GPtrArray *to_complete; /* char *: what is still to be asked */
  gboolean   optional;
} MlgMonographSection;

typedef struct
{
  char      *title;
  char      *subtitle;    /* initiative, territories */
  char      *authors;     /* for display */
  char      *author_mode;
  char      *licence;
  char      *date;
  char      *language;    /* "fr" */
  gboolean   draft;       /* unanswered questions are printed « à compléter » */
  GPtrArray *sections;    /* MlgMonographSection */
  GPtrArray *credits;     /* char * */
} MlgMonograph;

MlgMonograph        *mlg_monograph_new             (void);
void                 mlg_monograph_free            (MlgMonograph        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMonograph, mlg_monograph_free)
/* Appended to @self, which owns it. */
MlgMonographSection *mlg_monograph_add_section     (MlgMonograph        *self);
MlgQuotation        *mlg_monograph_add_quotation   (MlgMonographSection *section);

G_END_DECLS
