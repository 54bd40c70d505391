/* A monograph as it is read: plain text and structure, filled by exchange from a project, laid
 * out by document. Knows no file.
 */

#pragma once

#include "model/mlg-live.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;               /* of the verbatim; or NULL */
  char *text;
  char *speaker;          /* or NULL */
  char *function;         /* as said; or NULL */
  char *structure;        /* or NULL */
  char *date;             /* for display; or NULL */
} MlgQuotation;

typedef struct
{
  char      *chapter;     /* of a dossier: the monograph it belongs to; or NULL */
  char      *chapter_front;   /* under that title: authors, territories; or NULL */
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
  char      *state;       /* for display: « Relecture par les observés »; or NULL */
  gboolean   draft;       /* unanswered questions are printed « à compléter » */
  gboolean   dossier;     /* several monographs: sections have a chapter */
  gboolean   reading_copy;    /* a wide margin to write in, with what to look at */
  gboolean   short_form;      /* the beginning of each answer, one quotation under each heading */
  GPtrArray *sections;    /* MlgMonographSection */
  GPtrArray *credits;     /* char * */
  GPtrArray *missing;     /* char *: guiding questions left out of a published version, unanswered */

  /* What the texts name by address (model/mlg-live-block.h), address → … */
  GHashTable *lives;      /* MlgLive */
  GHashTable *names;      /* char *: as the record is called now */
  GHashTable *source_notes;   /* char * */
  GHashTable *withheld;   /* a verbatim whose speaker has not agreed → "": its quotation waits */
} MlgMonograph;

MlgMonograph        *mlg_monograph_new             (void);
void                 mlg_monograph_free            (MlgMonograph        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMonograph, mlg_monograph_free)
/* Appended to @self, which owns it. */
MlgMonographSection *mlg_monograph_add_section     (MlgMonograph        *self);
MlgQuotation        *mlg_monograph_add_quotation   (MlgMonographSection *section);

/* As JSON, and back: what a frozen version keeps, figures included. NULL: not one. */
char                *mlg_monograph_to_json         (const MlgMonograph  *self);
MlgMonograph        *mlg_monograph_from_json       (const char          *json);

G_END_DECLS
