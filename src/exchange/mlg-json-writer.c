/* JSON as it is read by people too. */

#include "exchange/mlg-json-writer.h"

#include <math.h>
#include <string.h>

struct _MlgJsonWriter
{
  GString  *text;
  GString  *open;           /* closing brackets to come, innermost last */
  gboolean  first;          /* nothing yet in the innermost */
  gboolean  named;          /* a name was written, its value comes */
};

MlgJsonWriter *
mlg_json_writer_new (void)
{
  MlgJsonWriter *self = g_new0 (MlgJsonWriter, 1);

  self->text = g_string_new (NULL);
  self->open = g_string_new (NULL);
  self->first = TRUE;
  return self;
}

void
mlg_json_writer_free (MlgJsonWriter *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_string_free (self->open, TRUE);
  g_free (self);
}

static void
start_line (MlgJsonWriter *self)
{
  g_string_append_c (self->text, '\n');
  for (gsize i = 0; i < self->open->len; i++)
    g_string_append (self->text, "  ");
}

static void
start_value (MlgJsonWriter *self)
{
  if (self->named)
    {
      self->named = FALSE;
      return;
    }

  if (!self->first)
    g_string_append_c (self->text, ',');
  if (self->open->len > 0)
    start_line (self);
  self->first = FALSE;
}

static void
append_quoted (GString    *text,
               const char *from)
{
  g_string_append_c (text, '"');
  for (const char *p = from; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '"':  g_string_append (text, "\\\""); break;
        case '\\': g_string_append (text, "\\\\"); break;
        case '\n': g_string_append (text, "\\n"); break;
        case '\r': g_string_append (text, "\\r"); break;
        case '\t': g_string_append (text, "\\t"); break;
        default:
          if ((guchar) *p < 0x20)
            g_string_append_printf (text, "\\u%04x", (guint) (guchar) *p);
          else
            g_string_append_c (text, *p);
        }
    }
  g_string_append_c (text, '"');
}

void
mlg_json_writer_open (MlgJsonWriter *self,
                      char           bracket)
{
  g_return_if_fail (bracket == '{' || bracket == '[');

  start_value (self);
  g_string_append_c (self->text, bracket);
  g_string_append_c (self->open, bracket == '{' ? '}' : ']');
  self->first = TRUE;
}

void
mlg_json_writer_close (MlgJsonWriter *self)
{
  char bracket;

  g_return_if_fail (self->open->len > 0);

  bracket = self->open->str[self->open->len - 1];
  g_string_truncate (self->open, self->open->len - 1);
  if (!self->first)
    start_line (self);
  g_string_append_c (self->text, bracket);
  self->first = FALSE;
}

void
mlg_json_writer_name (MlgJsonWriter *self,
                      const char    *name)
{
  start_value (self);
  append_quoted (self->text, name);
  g_string_append (self->text, ": ");
  self->named = TRUE;
}

void
mlg_json_writer_string (MlgJsonWriter *self,
                        const char    *text)
{
  start_value (self);
  if (text == NULL)
    g_string_append (self->text, "null");
  else
    append_quoted (self->text, text);
}

void
mlg_json_writer_number (MlgJsonWriter *self,
                        const char    *number)
{
  start_value (self);
  g_string_append (self->text, number);
}

void
mlg_json_writer_int (MlgJsonWriter *self,
                     gint64         number)
{
  start_value (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, number);
}

void
mlg_json_writer_double (MlgJsonWriter *self,
                        double         number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  start_value (self);
  if (!isfinite (number))
    g_string_append (self->text, "null");
  else
    g_string_append (self->text, g_ascii_formatd (buffer, sizeof buffer, "%.10g", number));
}

void
mlg_json_writer_bool (MlgJsonWriter *self,
                      gboolean       value)
{
  start_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

void
mlg_json_writer_add_string (MlgJsonWriter *self,
                            const char    *name,
                            const char    *text)
{
  mlg_json_writer_name (self, name);
  mlg_json_writer_string (self, text);
}

void
mlg_json_writer_add_int (MlgJsonWriter *self,
                         const char    *name,
                         gint64         number)
{
  mlg_json_writer_name (self, name);
  mlg_json_writer_int (self, number);
}

void
mlg_json_writer_add_bool (MlgJsonWriter *self,
                          const char    *name,
                          gboolean       value)
{
  mlg_json_writer_name (self, name);
  mlg_json_writer_bool (self, value);
}

gboolean
mlg_json_is_number (const char *text)
{
  const char *p = text;
  gsize n;

  if (*p == '-')
    p++;
  n = strspn (p, "0123456789");
  if (n == 0 || (n > 1 && *p == '0'))
    return FALSE;
  p += n;
  if (*p == '.')
    {
      n = strspn (++p, "0123456789");
      if (n == 0)
        return FALSE;
      p += n;
    }
  return *p == '\0';
}

char *
mlg_json_writer_dup_text (MlgJsonWriter *self)
{
  g_return_val_if_fail (self->open->len == 0, NULL);

  return g_strconcat (self->text->str, "\n", NULL);
}
