/* Lines of cards and calendars. */

#include "exchange/mlg-content-line.h"

#include <string.h>

#define LINE_MAX_BYTES 75

char *
mlg_content_line_escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text == NULL ? "" : text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (escaped, "\\n");
      else if (strchr (",;\\", *p) != NULL)
        g_string_append_printf (escaped, "\\%c", *p);
      else if ((guchar) *p >= 0x20 || *p == '\t')
        g_string_append_c (escaped, *p);
    }

  return g_string_free (escaped, FALSE);
}

void
mlg_content_line_add (GString    *out,
                      const char *name,
                      const char *value)
{
  g_autofree char *line = NULL;
  const char *p, *end;
  gsize room = LINE_MAX_BYTES;

  if (value == NULL || *value == '\0')
    return;

  line = g_strconcat (name, ":", value, NULL);
  g_strdelimit (line, "\r\n", ' ');
  end = line + strlen (line);
  for (p = line; (gsize) (end - p) > room;)
    {
      gsize n = room;

      /* Back to where a character begins. */
      while (n > 1 && ((guchar) p[n] & 0xc0) == 0x80)
        n--;
      g_string_append_len (out, p, n);
      g_string_append (out, "\r\n ");
      p += n;
      room = LINE_MAX_BYTES - 1;
    }
  g_string_append (out, p);
  g_string_append (out, "\r\n");
}

void
mlg_content_line_add_text (GString    *out,
                           const char *name,
                           const char *text)
{
  g_autofree char *escaped = mlg_content_line_escape (text);

  mlg_content_line_add (out, name, escaped);
}
