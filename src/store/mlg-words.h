/* The words of a text, folded, with the place each comes from: to find names in it. Thread: any. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_WORDS_FULL 6         /* letters of a full name: « O. Li » is too many other things */
#define MLG_WORDS_RARE 14        /* …of one word that is a name and nothing else */

typedef struct
{
  GString *words;         /* a space before, between and after words */
  GArray  *origins;       /* guint32, per byte of ->words: number of the character */
} MlgWords;

MlgWords  mlg_words_split         (const char *text);
void      mlg_words_clear         (MlgWords   *self);
char     *mlg_words_dup           (const char *text);

guint     mlg_words_count_letters (const char *words);
/* A code, or very long: no word of the language. */
gboolean  mlg_words_is_rare       (const char *words);

/* Folded, ended by NULL. */
extern const char *const mlg_words_civilities[];

G_END_DECLS
