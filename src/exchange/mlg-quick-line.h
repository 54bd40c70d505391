/* A line typed in front of a room, as it is written; what it means in a file is
 * exchange/mlg-quick-entry.h. Every part but the name may be left out:
 *
 *   Ateliers de la Bruyère (AB), Saugues #laine #1 → Ardelaine, Mairie ?
 *   une vingtaine de maraîchers @ 43170
 *   Ardelaine + Jeanne Martin, bergère
 *
 * Thread: any.
 */

#pragma once

#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_QUICK_NAME,
  MLG_QUICK_COMMA,      /* after a comma: a town, a street, or still the name */
  MLG_QUICK_TOWN,       /* after @ */
  MLG_QUICK_TERM,       /* after # */
  MLG_QUICK_PARTNER,    /* after an arrow, or after a comma behind one */
  MLG_QUICK_PERSON,     /* after + */
  MLG_QUICK_TRADE,      /* after a comma behind a person */
} MlgQuickPart;

typedef struct
{
  MlgQuickPart part;
  gboolean     wished;      /* of a partner, by its arrow: « ⇢ » */
  gboolean     follows;     /* a partner after a comma: perhaps the end of the name before it */
  gsize        start, end;  /* bytes, without the sign that announces it nor spaces around */
} MlgQuickPiece;

/* Array of MlgQuickPiece, in order; never NULL. */
GArray      *mlg_quick_line_split       (const char    *text);

typedef struct
{
  char     *name;
  gboolean  wished;         /* « Nom → Ardelaine ? » */
} MlgQuickPartner;

typedef struct
{
  char      *name;
  GPtrArray *trades;        /* char * */
} MlgQuickPerson;

typedef struct
{
  char           *name;     /* "": there is none */
  char           *acronym;  /* or NULL */
  char           *street;   /* or NULL */
  const MlgPlace *town;     /* or NULL */
  char           *postal_code;  /* as typed; or NULL */
  char           *town_words;   /* typed as a town; NULL: none was */
  guint           n_towns;      /* how many are called @town_words */
  guint           headcount;    /* of a group; 0: not one */
  const char     *headcount_op; /* « environ », « plus de »; or NULL */
  char          **terms;        /* as typed, without # */
  GPtrArray      *partners;     /* MlgQuickPartner */
  GPtrArray      *persons;      /* MlgQuickPerson */
} MlgQuickLine;

/* @lat, @lon: where the file is about, to tell homonyms apart; NaN: unknown. Never NULL. */
MlgQuickLine *mlg_quick_line_parse      (const char    *text,
                                         double         lat,
                                         double         lon);
void          mlg_quick_line_free       (MlgQuickLine  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgQuickLine, mlg_quick_line_free)

/* Lines of a list that was pasted: bullets and numbers before them dropped, blank ones too. */
char        **mlg_quick_lines_split     (const char    *text);
/* Cells rather than lines: for the import assistant. */
gboolean      mlg_quick_lines_is_table  (const char    *text);

/* « 120 entreprises », « une vingtaine de maraîchers »: how many; 0: no group. @op may be NULL. */
guint         mlg_quick_headcount       (const char    *name,
                                         const char   **op);

G_END_DECLS
