/* Cards of addresses as the bytes of a file. */

#include "exchange/mlg-card.h"

#include <string.h>

#include "exchange/mlg-encoding.h"

/* Bytes before the colon of a line. */
#define MAX_PARAMETERS 1000

/* The file, from where it is read. */
typedef struct
{
  const char *text;         /* the rest of the file */
  const char *end;
  guint       line;         /* of the next physical line, from 1 */
} Reader;

typedef struct
{
  GPtrArray *cards;         /* finished ones */
  GPtrArray *open;          /* a card within a card: an agent's */
  GString   *more;          /* of the last value, from lines that are none of a card */
  guint      n_outside;
} Parser;

static void
free_line (gpointer data)
{
  MlgCardLine *line = data;

  g_free (line->name);
  g_free (line->group);
  g_free (line->kinds);
  g_free (line->value);
  g_free (line);
}

static void
free_card (gpointer data)
{
  MlgCard *card = data;

  g_ptr_array_unref (card->lines);
  g_free (card);
}

/* ---- lines */

/* A physical line without its end; FALSE at the end of the file. */
static gboolean
next_physical (Reader      *reader,
               const char **text,
               gsize       *length)
{
  const char *p = reader->text;

  if (p >= reader->end)
    return FALSE;

  while (p < reader->end && *p != '\n' && *p != '\r')
    p++;
  *text = reader->text;
  *length = p - reader->text;
  if (p + 1 < reader->end && p[0] == '\r' && p[1] == '\n')
    p++;
  reader->text = p + (p < reader->end);
  reader->line++;
  return TRUE;
}

static gboolean
is_quoted_printable (const GString *line)
{
  /* Its parameters stand at its beginning. */
  const char *colon = memchr (line->str, ':', MIN (line->len, MAX_PARAMETERS));
  g_autofree char *upper = colon == NULL ? NULL : g_ascii_strup (line->str, colon - line->str);

  return upper != NULL && strstr (upper, "QUOTED-PRINTABLE") != NULL;
}

/* A line with those that continue it. @first: its number. */
static gboolean
next_line (Reader  *reader,
           GString *line,
           guint   *first)
{
  const char *text;
  gsize length;

  g_string_truncate (line, 0);
  *first = reader->line;
  if (!next_physical (reader, &text, &length))
    return FALSE;

  g_string_append_len (line, text, length);
  for (;;)
    {
      if (reader->text < reader->end && (*reader->text == ' ' || *reader->text == '\t'))
        {
          next_physical (reader, &text, &length);
          /* Of a soft break, the sign that says so. */
          if (line->len > 0 && line->str[line->len - 1] == '=' && is_quoted_printable (line))
            g_string_truncate (line, line->len - 1);
          g_string_append_len (line, text + 1, length - 1);
        }
      else if (line->len > 0 && line->str[line->len - 1] == '=' && is_quoted_printable (line) &&
               next_physical (reader, &text, &length))
        {
          g_string_truncate (line, line->len - 1);
          g_string_append_len (line, text, length);
        }
      else
        return TRUE;
    }
}

/* ---- values */

static void
decode_quoted_printable (GString *value)
{
  gsize n = 0;

  for (gsize i = 0; i < value->len; i++)
    {
      if (value->str[i] == '=' && i + 2 < value->len && g_ascii_isxdigit (value->str[i + 1]) && g_ascii_isxdigit (value->str[i + 2]))
        {
          value->str[n++] = (char) (g_ascii_xdigit_value (value->str[i + 1]) * 16 + g_ascii_xdigit_value (value->str[i + 2]));
          i += 2;
        }
      else
        value->str[n++] = value->str[i];
    }

  g_string_truncate (value, n);
}

/* Valid UTF-8 whatever the card says of itself; lines end with "\n". */
static char *
dup_utf8 (const GString *value,
          const char    *charset)
{
  g_autofree char *converted = NULL;
  char *text, *end;
  gsize length;

  if (charset != NULL && g_ascii_strcasecmp (charset, "UTF-8") != 0)
    converted = g_convert (value->str, value->len, "UTF-8", charset, NULL, &length, NULL);

  if (converted != NULL && g_utf8_validate_len (converted, length, NULL))
    text = g_strndup (converted, length);
  else
    text = mlg_encoding_to_utf8 (g_utf8_validate_len (value->str, value->len, NULL) ? MLG_ENCODING_UTF8 : MLG_ENCODING_WINDOWS_1252,
                                 value->str, value->len, &length, NULL);

  end = text;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != '\r')
        *end++ = *p;
      else if (p[1] != '\n')
        *end++ = '\n';
    }
  *end = '\0';
  return text;
}

typedef struct
{
  GString  *kinds;
  char     *charset;
  gboolean  quoted_printable;
  gboolean  binary;
  guint     preference;
} Parameters;

static void
read_parameter (Parameters *parameters,
                const char *text,
                gsize       length)
{
  g_autofree char *lower = g_ascii_strdown (text, length);
  char *value = strchr (lower, '=');
  const char *name = value == NULL ? "" : lower;

  if (value != NULL)
    *value++ = '\0';
  else
    value = lower;
  g_strdelimit (value, "\"", ' ');
  g_strstrip (value);

  /* In the oldest cards the value stands alone: "TEL;WORK", "NOTE;QUOTED-PRINTABLE". */
  if (strcmp (value, "quoted-printable") == 0)
    parameters->quoted_printable = TRUE;
  else if (strcmp (value, "base64") == 0 || (strcmp (value, "b") == 0 && strcmp (name, "encoding") == 0))
    parameters->binary = TRUE;
  else if (strcmp (name, "charset") == 0)
    {
      g_free (parameters->charset);
      parameters->charset = g_strdup (value);
    }
  else if (strcmp (name, "pref") == 0)
    parameters->preference = CLAMP ((guint) g_ascii_strtoull (value, NULL, 10), 1, 100);
  else if (*name == '\0' || strcmp (name, "type") == 0)
    {
      g_auto(GStrv) kinds = g_strsplit (value, ",", -1);

      for (guint i = 0; kinds[i] != NULL; i++)
        g_string_append_printf (parameters->kinds, "%s,", g_strstrip (kinds[i]));
    }
}

/* "item1.TEL;TYPE=work:04 75" → its parts; NULL if this is no line of a card. */
static MlgCardLine *
parse_line (const GString *text,
            gboolean      *binary)
{
  const char *end = text->str + text->len;
  const char *p = text->str, *start, *dot;
  Parameters parameters = { .preference = 100 };
  g_autoptr(GString) value = NULL;
  g_autofree char *charset = NULL;
  MlgCardLine *line;
  gboolean quoted = FALSE;

  while (p < end && (g_ascii_isalnum (*p) || strchr ("-._/", *p) != NULL))
    p++;
  if (p == text->str || p == end || (*p != ':' && *p != ';') || p - text->str > 100)
    return NULL;

  line = g_new0 (MlgCardLine, 1);
  dot = memchr (text->str, '.', p - text->str);
  start = dot == NULL ? text->str : dot + 1;
  line->group = dot == NULL ? NULL : g_strndup (text->str, dot - text->str);
  line->name = g_ascii_strup (start, p - start);

  parameters.kinds = g_string_new (",");
  while (p < end && *p == ';')
    {
      start = ++p;
      for (; p < end && (quoted || (*p != ';' && *p != ':')); p++)
        quoted ^= *p == '"';
      read_parameter (&parameters, start, p - start);
    }

  line->preference = strstr (parameters.kinds->str, ",pref,") != NULL ? 1 : parameters.preference;
  line->kinds = g_string_free (parameters.kinds, FALSE);
  charset = parameters.charset;
  *binary = parameters.binary;

  value = g_string_new_len (p < end ? p + 1 : "", p < end ? end - p - 1 : 0);
  if (parameters.quoted_printable)
    decode_quoted_printable (value);
  line->value = *binary ? g_strdup ("") : dup_utf8 (value, charset);
  g_strstrip (line->value);
  return line;
}

char *
mlg_card_dup_text (const char *value)
{
  GString *text = g_string_sized_new (strlen (value));

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p != '\\' || p[1] == '\0')
        g_string_append_c (text, *p);
      else if (*++p == 'n' || *p == 'N')
        g_string_append_c (text, '\n');
      else if (strchr (",;:\\\"", *p) != NULL)
        g_string_append_c (text, *p);
      else
        g_string_append_printf (text, "\\%c", *p);
    }

  return g_strstrip (g_string_free (text, FALSE));
}

char **
mlg_card_split (const char *value,
                char        separator)
{
  GPtrArray *parts = g_ptr_array_new ();
  const char *start = value;

  for (const char *p = value;; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == separator || *p == '\0')
        {
          g_autofree char *part = g_strndup (start, p - start);

          g_ptr_array_add (parts, mlg_card_dup_text (part));
          start = p + 1;
          if (*p == '\0')
            break;
        }
    }

  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (parts, FALSE);
}

gboolean
mlg_card_line_is (const MlgCardLine *line,
                  const char        *kind)
{
  g_autofree char *wanted = g_strconcat (",", kind, ",", NULL);

  return strstr (line->kinds, wanted) != NULL;
}

/* ---- cards */

static MlgCard *
get_open (Parser *parser)
{
  return parser->open->len == 0 ? NULL : g_ptr_array_index (parser->open, parser->open->len - 1);
}

static MlgCardLine *
get_last (MlgCard *card)
{
  return card == NULL || card->lines->len == 0 ? NULL : g_ptr_array_index (card->lines, card->lines->len - 1);
}

/* The last value is whole now. */
static void
end_value (Parser *parser)
{
  MlgCardLine *last = get_last (get_open (parser));

  if (parser->more->len > 0 && last != NULL)
    {
      char *value = g_strconcat (last->value, parser->more->str, NULL);

      g_free (last->value);
      last->value = value;
    }
  g_string_truncate (parser->more, 0);
}

static void
close_card (Parser *parser)
{
  g_ptr_array_add (parser->cards, g_ptr_array_steal_index (parser->open, parser->open->len - 1));
}

static void
open_card (Parser *parser,
           guint   line)
{
  MlgCard *outer = get_open (parser);
  MlgCardLine *last = get_last (outer);
  MlgCard *card = g_new0 (MlgCard, 1);

  /* A card begins inside another one for an agent alone; else the other one forgot its end. */
  if (outer != NULL && (last == NULL || strcmp (last->name, "AGENT") != 0 || parser->open->len > 8))
    close_card (parser);

  card->line = line;
  card->lines = g_ptr_array_new_with_free_func (free_line);
  g_ptr_array_add (parser->open, card);
}

/* What is no line of a card goes on with the value before it. */
static void
continue_value (Parser        *parser,
                const GString *text)
{
  MlgCardLine *last = get_last (get_open (parser));
  g_autofree char *more = NULL;

  if (text->len == 0 || last == NULL)
    {
      parser->n_outside += text->len > 0;
      return;
    }
  /* The picture goes on. */
  if (strcmp (last->name, "") == 0)
    return;

  more = dup_utf8 (text, NULL);
  g_string_append_c (parser->more, '\n');
  g_string_append (parser->more, more);
}

static void
add_line (Parser        *parser,
          const GString *text,
          guint          number)
{
  gboolean binary = FALSE;
  MlgCardLine *line = parse_line (text, &binary);
  MlgCard *card;

  if (line == NULL)
    {
      continue_value (parser, text);
      return;
    }

  end_value (parser);
  if (strcmp (line->name, "BEGIN") == 0 && g_ascii_strcasecmp (line->value, "VCARD") == 0)
    open_card (parser, number);
  else if (strcmp (line->name, "END") == 0 && g_ascii_strcasecmp (line->value, "VCARD") == 0)
    {
      if (parser->open->len > 0)
        close_card (parser);
    }
  else if (parser->open->len == 0)
    parser->n_outside++;
  else
    {
      card = get_open (parser);
      if (binary || g_str_has_prefix (line->value, "data:"))
        {
          /* Its place stays, so that what follows it without a name is known to be of it. */
          card->n_binary++;
          *line->name = '\0';
          g_clear_pointer (&line->value, g_free);
          line->value = g_strdup ("");
        }
      g_ptr_array_add (card->lines, g_steal_pointer (&line));
    }

  if (line != NULL)
    free_line (line);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const MlgCard *card_a = *(const MlgCard *const *) a, *card_b = *(const MlgCard *const *) b;

  return card_a->line < card_b->line ? -1 : card_a->line > card_b->line;
}

GPtrArray *
mlg_cards_parse (GBytes *bytes,
                 guint  *n_outside)
{
  Parser parser = { g_ptr_array_new_with_free_func (free_card), g_ptr_array_new (), g_string_new (NULL) };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  MlgEncoding encoding = length == 0 ? MLG_ENCODING_UTF8 : mlg_encoding_guess (data, length);
  g_autofree char *converted = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  Reader reader;
  guint number;

  /* What each value is written in is seen value by value, but for what no byte can be read in. */
  if (encoding == MLG_ENCODING_UTF16_LE || encoding == MLG_ENCODING_UTF16_BE || encoding == MLG_ENCODING_MAC_ROMAN)
    data = converted = mlg_encoding_to_utf8 (encoding, data, length, &length, NULL);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }

  reader = (Reader) { data, data + length, 1 };
  while (next_line (&reader, text, &number))
    add_line (&parser, text, number);

  end_value (&parser);
  while (parser.open->len > 0)
    {
      get_open (&parser)->torn = TRUE;
      close_card (&parser);
    }

  g_ptr_array_unref (parser.open);
  g_string_free (parser.more, TRUE);
  g_ptr_array_sort (parser.cards, compare_lines);
  *n_outside = parser.n_outside;
  return parser.cards;
}
