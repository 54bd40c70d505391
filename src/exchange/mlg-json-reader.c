/* JSON (RFC 8259), one event at a time. The stack is a row of bits, so that two hundred
 * thousand opening brackets cost nothing and are refused at the 64th.
 */

#include "exchange/mlg-json-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"

#define MAX_DEPTH        64
#define MAX_TEXT_BYTES   (512u << 20)
#define MAX_STRING_BYTES (16u << 20)

typedef enum
{
  EXPECT_VALUE,
  EXPECT_FIRST_VALUE,       /* or the end of an empty array */
  EXPECT_NAME,
  EXPECT_FIRST_NAME,        /* or the end of an empty object */
  EXPECT_COMMA,             /* or the end of what is open */
  EXPECT_NOTHING,
} Expectation;

struct _MlgJsonReader
{
  const char  *at;
  const char  *end;
  guint        line;

  Expectation  expects;
  gboolean     foreign;
  guint        depth;
  gboolean     in_object[MAX_DEPTH];

  GString     *text;
  GError      *error;
};

MlgJsonReader *
mlg_json_reader_new (const char *text,
                     gsize       length)
{
  MlgJsonReader *self = g_new0 (MlgJsonReader, 1);
  const char *stop;

  self->line = 1;
  self->text = g_string_new (NULL);

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3, length -= 3;
  self->at = text;
  self->end = text + length;

  if (length > MAX_TEXT_BYTES)
    g_set_error_literal (&self->error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                         _("This file is too large to be a list of records."));
  else if (!g_utf8_validate_len (text, length, &stop))
    g_set_error_literal (&self->error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                         _("This file holds characters that are not Unicode text."));
  return self;
}

void
mlg_json_reader_set_foreign (MlgJsonReader *self,
                             gboolean       foreign)
{
  self->foreign = foreign;
}

void
mlg_json_reader_free (MlgJsonReader *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

static MlgJsonEvent
refuse (MlgJsonReader    *self,
        MlgExchangeError  code,
        const char       *message)
{
  if (self->error == NULL)
    g_set_error (&self->error, MLG_EXCHANGE_ERROR, code, _("Line %u of the file: %s"), self->line, message);
  return MLG_JSON_END;
}

static MlgJsonEvent
refuse_syntax (MlgJsonReader *self)
{
  return refuse (self, MLG_EXCHANGE_ERROR_FORMAT, _("the text is damaged or incomplete there."));
}

static void
skip_space (MlgJsonReader *self)
{
  for (; self->at < self->end; self->at++)
    {
      if (*self->at == '\n')
        self->line++;
      else if (*self->at != ' ' && *self->at != '\t' && *self->at != '\r')
        break;
    }
}

static gboolean
read_hex (MlgJsonReader *self,
          gunichar      *c)
{
  *c = 0;
  if (self->end - self->at < 4)
    return FALSE;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*self->at++);

      if (digit < 0)
        return FALSE;
      *c = *c << 4 | (gunichar) digit;
    }

  return TRUE;
}

/* After "\u". A lone half of a surrogate pair, or a NUL, becomes U+FFFD. */
static gboolean
read_unicode_escape (MlgJsonReader *self)
{
  gunichar c, low;

  if (!read_hex (self, &c))
    return FALSE;

  if (c >= 0xd800 && c < 0xdc00 && self->end - self->at >= 6 && self->at[0] == '\\' && self->at[1] == 'u')
    {
      const char *before = self->at;

      self->at += 2;
      if (!read_hex (self, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      else
        self->at = before;
    }

  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  g_string_append_unichar (self->text, c);
  return TRUE;
}

static gboolean
read_escape (MlgJsonReader *self)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;
  char c;

  if (self->at == self->end)
    return FALSE;

  c = *self->at++;
  if (c == 'u')
    return read_unicode_escape (self);

  found = c == '\0' ? NULL : strchr (from, c);
  if (found == NULL)
    return FALSE;
  g_string_append_c (self->text, to[found - from]);
  return TRUE;
}

/* From after the opening quote to after the closing one. */
static gboolean
read_string (MlgJsonReader *self)
{
  g_string_truncate (self->text, 0);

  while (self->at < self->end && self->text->len <= MAX_STRING_BYTES)
    {
      const char *run = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar) *self->at >= 0x20)
        self->at++;
      g_string_append_len (self->text, run, self->at - run);

      if (self->at == self->end)
        return FALSE;
      if (*self->at == '"')
        {
          self->at++;
          return TRUE;
        }
      if (*self->at++ != '\\' || !read_escape (self))
        return FALSE;
    }

  return FALSE;
}

static gboolean
skip_digits (MlgJsonReader *self)
{
  const char *from = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > from;
}

static MlgJsonEvent
read_number (MlgJsonReader *self)
{
  const char *from = self->at;

  if (*self->at == '-')
    self->at++;
  if (!skip_digits (self))
    return refuse_syntax (self);
  if (self->at < self->end && *self->at == '.')
    {
      self->at++;
      if (!skip_digits (self))
        return refuse_syntax (self);
    }
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E'))
    {
      self->at++;
      if (self->at < self->end && (*self->at == '+' || *self->at == '-'))
        self->at++;
      if (!skip_digits (self))
        return refuse_syntax (self);
    }

  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, from, self->at - from);
  return MLG_JSON_NUMBER;
}

static MlgJsonEvent
read_word (MlgJsonReader *self)
{
  static const struct { const char *word; MlgJsonEvent event; } words[] = {
    { "true", MLG_JSON_TRUE },
    { "false", MLG_JSON_FALSE },
    { "null", MLG_JSON_NULL },
    { "NaN", MLG_JSON_NULL },
    { "Infinity", MLG_JSON_NULL },
    { "-Infinity", MLG_JSON_NULL },
  };
  guint n_words = self->foreign ? G_N_ELEMENTS (words) : 3;

  for (guint i = 0; i < n_words; i++)
    {
      gsize length = strlen (words[i].word);

      if ((gsize) (self->end - self->at) >= length && memcmp (self->at, words[i].word, length) == 0)
        {
          self->at += length;
          return words[i].event;
        }
    }

  return refuse_syntax (self);
}

static MlgJsonEvent
open_level (MlgJsonReader *self,
            gboolean       object)
{
  if (self->depth == MAX_DEPTH)
    return refuse (self, MLG_EXCHANGE_ERROR_TOO_LARGE, _("the text is nested too deeply to be a list of records."));

  self->at++;
  self->in_object[self->depth++] = object;
  self->expects = object ? EXPECT_FIRST_NAME : EXPECT_FIRST_VALUE;
  return object ? MLG_JSON_OBJECT : MLG_JSON_ARRAY;
}

static void
value_is_over (MlgJsonReader *self)
{
  self->expects = self->depth > 0 ? EXPECT_COMMA : EXPECT_NOTHING;
}

static MlgJsonEvent
close_level (MlgJsonReader *self)
{
  gboolean object = self->in_object[--self->depth];

  self->at++;
  value_is_over (self);
  return object ? MLG_JSON_END_OBJECT : MLG_JSON_END_ARRAY;
}

static MlgJsonEvent
read_value (MlgJsonReader *self)
{
  MlgJsonEvent event;
  char c = *self->at;

  if (c == '{' || c == '[')
    return open_level (self, c == '{');

  if (c == '"')
    {
      self->at++;
      event = read_string (self) ? MLG_JSON_STRING : refuse_syntax (self);
    }
  else if (g_ascii_isdigit (c) || (c == '-' && !(self->foreign && self->end - self->at > 1 && self->at[1] == 'I')))
    event = read_number (self);
  else
    event = read_word (self);

  value_is_over (self);
  return event;
}

static MlgJsonEvent
read_name (MlgJsonReader *self)
{
  if (*self->at != '"')
    return refuse_syntax (self);

  self->at++;
  if (!read_string (self))
    return refuse_syntax (self);

  skip_space (self);
  if (self->at == self->end || *self->at != ':')
    return refuse_syntax (self);

  self->at++;
  self->expects = EXPECT_VALUE;
  return MLG_JSON_NAME;
}

MlgJsonEvent
mlg_json_reader_next (MlgJsonReader *self)
{
  gboolean in_object, closes;

  g_return_val_if_fail (self != NULL, MLG_JSON_END);

  if (self->error != NULL)
    return MLG_JSON_END;

  skip_space (self);
  if (self->at == self->end)
    return self->expects == EXPECT_NOTHING ? MLG_JSON_END : refuse_syntax (self);
  if (self->expects == EXPECT_NOTHING && !self->foreign)
    return refuse_syntax (self);
  if (self->expects == EXPECT_NOTHING)
    self->expects = EXPECT_VALUE;

  in_object = self->depth > 0 && self->in_object[self->depth - 1];
  closes = *self->at == (in_object ? '}' : ']');

  if (self->expects == EXPECT_COMMA)
    {
      if (closes)
        return close_level (self);
      if (*self->at != ',')
        return refuse_syntax (self);
      self->at++;
      self->expects = in_object ? EXPECT_NAME : EXPECT_VALUE;
      skip_space (self);
      if (self->at == self->end)
        return refuse_syntax (self);
      if (*self->at == '}' || *self->at == ']')
        return refuse (self, MLG_EXCHANGE_ERROR_FORMAT, _("a comma announces something more, and nothing comes after it."));
    }
  else if (closes && (self->expects == EXPECT_FIRST_NAME || self->expects == EXPECT_FIRST_VALUE))
    return close_level (self);

  if (self->expects == EXPECT_NAME || self->expects == EXPECT_FIRST_NAME)
    return read_name (self);
  return read_value (self);
}

const char *
mlg_json_reader_get_text (MlgJsonReader *self)
{
  return self->text->str;
}

guint
mlg_json_reader_get_line (MlgJsonReader *self)
{
  return self->line;
}

gboolean
mlg_json_reader_skip (MlgJsonReader *self,
                      MlgJsonEvent   event)
{
  guint level;

  g_return_val_if_fail (self != NULL, FALSE);

  if (event != MLG_JSON_OBJECT && event != MLG_JSON_ARRAY)
    return self->error == NULL;

  level = self->depth;
  while (self->depth >= level)
    {
      if (mlg_json_reader_next (self) == MLG_JSON_END)
        return FALSE;
    }

  return TRUE;
}

gboolean
mlg_json_reader_propagate (MlgJsonReader  *self,
                           GError        **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
