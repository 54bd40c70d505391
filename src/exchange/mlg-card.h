/* Cards of addresses as the bytes of a file (vCard 2.1, 3.0, 4.0): their lines unfolded, their values
 * decoded, nothing interpreted. Every address book breaks the rules in its own way: what can be read
 * is read, and a line that is none belongs to the value before it.
 *
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char  *name;          /* capitals, without its group: "TEL" */
  char  *group;         /* "item1"; NULL: none */
  char  *kinds;         /* values of TYPE in small letters, between commas: ",work,voice," */
  char  *value;         /* UTF-8; backslashes as in the file */
  guint  preference;    /* 1: the first; 100: said nothing */
} MlgCardLine;

typedef struct
{
  guint      line;      /* of BEGIN, from 1 */
  gboolean   torn;      /* the file ends before the card does */
  guint      n_binary;  /* pictures, sounds, keys: left out */
  GPtrArray *lines;     /* MlgCardLine */
} MlgCard;

/* Of MlgCard. @n_outside: lines that belong to no card. */
GPtrArray   *mlg_cards_parse      (GBytes        *bytes,
                                   guint         *n_outside);

/* The value without its backslashes. */
char        *mlg_card_dup_text    (const char    *value);
/* The parts between @separator that no backslash guards, each without backslashes. */
char       **mlg_card_split       (const char    *value,
                                   char           separator);
gboolean     mlg_card_line_is     (const MlgCardLine *line,
                                   const char    *kind);

G_END_DECLS
