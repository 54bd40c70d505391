#include "document/mlg-pdf-fonts.h"
#include "document/mlg-crew.h"

#include <fontconfig/fontconfig.h>
#include <harfbuzz/hb-ot.h>
#include <harfbuzz/hb-subset.h>
#include <math.h>
#include <pango/pangofc-font.h>
#include <string.h>

#define SOFT_HYPHEN    0xad
#define MAX_COORDS     32

struct _MlgPdfFont
{
  guint      id;
  gboolean   plain;         /* FALSE: for cairo */
  gboolean   is_cff;
  hb_face_t *face;
  hb_font_t *font;          /* as large as its own units */
  float      coords[MAX_COORDS];
  guint      n_coords;
  guint      n_glyphs;
  guint16   *widths;
  gunichar  *letters;       /* what a glyph says when nothing else is said; 0: nothing */
  guint     *used;          /* bits */

  /* Once no glyph is added any more: */
  GBytes    *outlines, *said;
};

struct _MlgPdfFonts
{
  GMutex      lock;
  GHashTable *fonts;        /* char * → MlgPdfFont */
  GPtrArray  *in_order;     /* MlgPdfFont, lent */
};

static void
font_free (gpointer data)
{
  MlgPdfFont *self = data;

  g_clear_pointer (&self->outlines, g_bytes_unref);
  g_clear_pointer (&self->said, g_bytes_unref);
  hb_font_destroy (self->font);
  hb_face_destroy (self->face);
  g_free (self->widths);
  g_free (self->letters);
  g_free (self->used);
  g_free (self);
}

MlgPdfFonts *
mlg_pdf_fonts_new (void)
{
  MlgPdfFonts *self = g_new0 (MlgPdfFonts, 1);

  g_mutex_init (&self->lock);
  self->fonts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, font_free);
  self->in_order = g_ptr_array_new ();
  return self;
}

void
mlg_pdf_fonts_free (MlgPdfFonts *self)
{
  g_ptr_array_unref (self->in_order);
  g_hash_table_unref (self->fonts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* ---- what a font is */

static gboolean
has_table (hb_face_t *face,
           const char *tag)
{
  hb_blob_t *blob = hb_face_reference_table (face, hb_tag_from_string (tag, 4));
  gboolean there = hb_blob_get_length (blob) > 0;

  hb_blob_destroy (blob);
  return there;
}

/* Where the first object of a CFF index begins and ends; the end of the index. */
static gsize
read_index (const guint8 *data,
            gsize         length,
            gsize         at,
            gsize        *begin,
            gsize        *end)
{
  guint count, size;
  gsize offsets[3] = { 0 }, base;

  if (at + 3 > length)
    return 0;
  count = data[at] << 8 | data[at + 1];
  size = data[at + 2];
  base = at + 2 + (gsize) (count + 1) * size;
  if (count == 0 || size < 1 || size > 4 || base >= length)
    return 0;
  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < size; k++)
      offsets[i] = offsets[i] << 8 | data[at + 3 + (gsize) (i == 2 ? count : i) * size + k];
  *begin = base + offsets[0];
  *end = base + offsets[1];
  return base + offsets[2];
}

/* Fonts of Chinese and Japanese have numbers of their own beside those of their glyphs: the operator ROS. */
static gboolean
is_cid_keyed (hb_face_t *face)
{
  hb_blob_t *blob = hb_face_reference_table (face, HB_TAG ('C', 'F', 'F', ' '));
  guint length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (blob, &length);
  gsize begin = 0, end = 0, top = length > 4 ? read_index (data, length, data[2], &begin, &end) : 0;
  gboolean found = TRUE;

  if (top > 0 && top < length && read_index (data, length, top, &begin, &end) > 0 && end <= length)
    {
      found = FALSE;
      for (gsize i = begin; i < end && !found;)
        {
          guint8 byte = data[i];

          if (byte == 12)
            {
              found = i + 1 < end && data[i + 1] == 30;
              i += 2;
            }
          else if (byte == 30)
            for (i++; i < end && (data[i - 1] == 30 || (data[i - 1] & 0x0f) != 0x0f); i++)
              ;
          else
            i += byte == 28 ? 3 : byte == 29 ? 5 : byte >= 247 && byte <= 254 ? 2 : 1;
        }
    }
  hb_blob_destroy (blob);
  return found;
}

/* Made bold or slanted by force, or not from a file: the glyphs of the file are not what is shown. */
static gboolean
is_altered (FcPattern *pattern)
{
  FcBool bold = FcFalse;
  FcMatrix *matrix = NULL;

  FcPatternGetBool (pattern, FC_EMBOLDEN, 0, &bold);
  return bold || (FcPatternGetMatrix (pattern, FC_MATRIX, 0, &matrix) == FcResultMatch && matrix != NULL &&
                  (matrix->xx != 1 || matrix->yy != 1 || matrix->xy != 0 || matrix->yx != 0));
}

static gboolean
can_be_held (MlgPdfFont *self,
             FcPattern  *pattern)
{
  gboolean has_outlines = has_table (self->face, "glyf");

  self->is_cff = !has_outlines && has_table (self->face, "CFF ");
  if (is_altered (pattern) || !(has_outlines || self->is_cff))
    return FALSE;
  if (hb_ot_color_has_layers (self->face) || hb_ot_color_has_png (self->face) || hb_ot_color_has_svg (self->face))
    return FALSE;
  return !self->is_cff || !is_cid_keyed (self->face);
}

/* ---- what its glyphs say */

/* Letters drawn together, and shapes of Arabic letters, are told apart again. */
static guint
spell (gunichar  letter,
       gunichar *letters)
{
  if ((letter >= 0xfb00 && letter <= 0xfdff) || (letter >= 0xfe70 && letter <= 0xfefe))
    return g_unichar_fully_decompose (letter, TRUE, letters, 4);
  letters[0] = letter;
  return 1;
}

static gboolean
is_private (gunichar letter)
{
  return (letter >= 0xe000 && letter <= 0xf8ff) || letter >= 0xf0000;
}

/* Of several letters that look the same the first is told: a space rather than one that does not break. */
static void
read_letters (MlgPdfFont *self)
{
  hb_set_t *all = hb_set_create ();
  hb_codepoint_t letter = HB_SET_VALUE_INVALID, glyph;

  hb_face_collect_unicodes (self->face, all);
  while (hb_set_next (all, &letter))
    if (letter >= ' ' && letter != SOFT_HYPHEN && hb_font_get_nominal_glyph (self->font, letter, &glyph) && glyph < self->n_glyphs &&
        (self->letters[glyph] == 0 || (is_private (self->letters[glyph]) && !is_private (letter))))
      self->letters[glyph] = letter;
  hb_set_destroy (all);
}

static void
read_widths (MlgPdfFont *self)
{
  double scale = 1000.0 / hb_face_get_upem (self->face);

  for (guint i = 0; i < self->n_glyphs; i++)
    self->widths[i] = CLAMP (lround (hb_font_get_glyph_h_advance (self->font, i) * scale), 0, G_MAXUINT16);
}

static MlgPdfFont *
font_new (hb_font_t *shaped,
          FcPattern *pattern)
{
  MlgPdfFont *self = g_new0 (MlgPdfFont, 1);
  guint n_coords = 0;
  const float *coords = hb_font_get_var_coords_design (shaped, &n_coords);

  self->face = hb_face_reference (hb_font_get_face (shaped));
  self->font = hb_font_create (self->face);
  hb_ot_font_set_funcs (self->font);
  self->n_coords = MIN (n_coords, MAX_COORDS);
  for (guint i = 0; i < self->n_coords; i++)
    self->coords[i] = coords[i];
  if (self->n_coords > 0)
    hb_font_set_var_coords_design (self->font, self->coords, self->n_coords);

  self->plain = n_coords <= MAX_COORDS && can_be_held (self, pattern);
  if (!self->plain)
    return self;
  self->n_glyphs = hb_face_get_glyph_count (self->face);
  self->widths = g_new0 (guint16, self->n_glyphs + 1);
  self->letters = g_new0 (gunichar, self->n_glyphs + 1);
  self->used = g_new0 (guint, self->n_glyphs / 32 + 1);
  read_widths (self);
  read_letters (self);
  return self;
}

static char *
dup_key (hb_font_t *shaped,
         FcPattern *pattern)
{
  FcChar8 *file = NULL;
  int index = 0;
  guint n_coords = 0;
  const float *coords = hb_font_get_var_coords_design (shaped, &n_coords);
  GString *key;

  if (FcPatternGetString (pattern, FC_FILE, 0, &file) != FcResultMatch)
    return NULL;
  FcPatternGetInteger (pattern, FC_INDEX, 0, &index);
  key = g_string_new ((const char *) file);
  g_string_append_printf (key, "|%d|%d", index, is_altered (pattern));
  for (guint i = 0; i < n_coords; i++)
    g_string_append_printf (key, "|%g", coords[i]);
  return g_string_free (key, FALSE);
}

/* The same font has the same one in every file, whichever thread meets it first. */
static guint
choose_id (MlgPdfFonts *self,
           const char  *key)
{
  guint id = g_str_hash (key) % 1000000;

  for (guint i = 0; i < self->in_order->len; i++)
    if (((MlgPdfFont *) g_ptr_array_index (self->in_order, i))->id == id)
      return choose_id (self, key + 1);
  return id;
}

MlgPdfFont *
mlg_pdf_fonts_find (MlgPdfFonts *self,
                    PangoFont   *font)
{
  g_autoptr(GMutexLocker) locker = NULL;
  g_autofree char *key = NULL;
  FcPattern *pattern;
  hb_font_t *shaped;
  MlgPdfFont *found;

  if (font == NULL || !PANGO_IS_FC_FONT (font))
    return NULL;

  pattern = pango_fc_font_get_pattern (PANGO_FC_FONT (font));
  shaped = pango_font_get_hb_font (font);
  key = dup_key (shaped, pattern);
  if (key == NULL)
    return NULL;

  locker = g_mutex_locker_new (&self->lock);
  found = g_hash_table_lookup (self->fonts, key);
  if (found == NULL)
    {
      found = font_new (shaped, pattern);
      found->id = choose_id (self, key);
      if (found->plain)
        g_ptr_array_add (self->in_order, found);
      g_hash_table_insert (self->fonts, g_steal_pointer (&key), found);
    }
  return found->plain ? found : NULL;
}

guint
mlg_pdf_font_get_id (MlgPdfFont *self)
{
  return self->id;
}

int
mlg_pdf_font_get_width (MlgPdfFont *self,
                        guint       glyph)
{
  return glyph < self->n_glyphs ? self->widths[glyph] : 0;
}

gboolean
mlg_pdf_font_use (MlgPdfFont *self,
                  guint       glyph,
                  const char *text,
                  gsize       length)
{
  gunichar letters[4];
  guint n_letters, bit = 1u << (glyph % 32);
  const char *p = text;

  if (glyph >= self->n_glyphs)
    return FALSE;
  if ((g_atomic_int_get (&self->used[glyph / 32]) & bit) == 0)
    g_atomic_int_or (&self->used[glyph / 32], bit);

  n_letters = spell (self->letters[glyph], letters);
  for (guint i = 0; i < n_letters; i++, p = g_utf8_next_char (p))
    if (p >= text + length || g_utf8_get_char (p) != letters[i])
      return FALSE;
  return p == text + length;
}

/* ---- in the file */

static gboolean
is_used (const MlgPdfFont *self,
         guint             glyph)
{
  return (self->used[glyph / 32] & (1u << (glyph % 32))) != 0;
}

/* The font without the glyphs nobody sees; those that stay keep their numbers. */
static GBytes *
pack_outlines (MlgPdfFont *self)
{
  static const char *const useless[] = { "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "DSIG", "kern", "name", "cmap" };
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_set_t *glyphs = hb_subset_input_glyph_set (input), *dropped = hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  guint n_axes = MIN (self->n_coords, hb_ot_var_get_axis_count (self->face));
  hb_face_t *subset;
  hb_blob_t *blob;
  const char *data;
  guint length;
  GBytes *packed = NULL;

  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    hb_set_add (dropped, hb_tag_from_string (useless[i], 4));
  for (guint i = 0; i < self->n_glyphs; i++)
    if (is_used (self, i))
      hb_set_add (glyphs, i);
  for (guint i = 0; i < n_axes; i++)
    {
      hb_ot_var_axis_info_t axis;
      guint one = 1;

      if (hb_ot_var_get_axis_infos (self->face, i, &one, &axis) > 0 && one == 1)
        hb_subset_input_pin_axis_location (input, self->face, axis.tag, self->coords[i]);
    }

  subset = hb_subset_or_fail (self->face, input);
  hb_subset_input_destroy (input);
  if (subset == NULL)
    return NULL;
  blob = self->is_cff ? hb_face_reference_table (subset, HB_TAG ('C', 'F', 'F', ' ')) : hb_face_reference_blob (subset);
  data = hb_blob_get_data (blob, &length);
  if (length > 0)
    packed = mlg_pdf_pack (data, length);
  hb_blob_destroy (blob);
  hb_face_destroy (subset);
  return packed;
}

/* Which letters glyphs stand for, to search and copy. */
static GBytes *
pack_letters (MlgPdfFont *self)
{
  g_autoptr(GString) map = g_string_new ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                         "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                                         "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                                         "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  g_autoptr(GString) lines = g_string_new (NULL);
  guint n_lines = 0;

  for (guint glyph = 0; glyph <= self->n_glyphs; glyph++)
    {
      if (glyph < self->n_glyphs && is_used (self, glyph) && self->letters[glyph] != 0)
        {
          gunichar letters[4];
          guint n_letters = spell (self->letters[glyph], letters);

          g_string_append_printf (lines, "<%04X> <", glyph);
          for (guint i = 0; i < n_letters; i++)
            if (letters[i] < 0x10000)
              g_string_append_printf (lines, "%04X", letters[i]);
            else
              g_string_append_printf (lines, "%04X%04X", 0xd800 + ((letters[i] - 0x10000) >> 10), 0xdc00 + ((letters[i] - 0x10000) & 0x3ff));
          g_string_append (lines, ">\n");
          n_lines++;
        }
      if (n_lines > 0 && (n_lines == 100 || glyph == self->n_glyphs))
        {
          g_string_append_printf (map, "%u beginbfchar\n%sendbfchar\n", n_lines, lines->str);
          g_string_truncate (lines, 0);
          n_lines = 0;
        }
    }
  g_string_append (map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return mlg_pdf_pack (map->str, map->len);
}

/* AAAAAB+SourceSerif4-Regular: a part of that font. */
static char *
dup_name (MlgPdfFont *self)
{
  char name[128];
  guint length = sizeof name, rest = self->id;
  char prefix[] = "AAAAAA";

  hb_ot_name_get_utf8 (self->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name);
  for (char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      *p = '-';
  for (int i = 5; i >= 0; i--, rest /= 26)
    prefix[i] += rest % 26;
  return g_strdup_printf ("%s+%s", prefix, name[0] != '\0' ? name : "Font");
}

static void
write_descriptor (MlgPdfFont *self,
                  GString    *out,
                  const char *name,
                  guint       outlines)
{
  double scale = 1000.0 / hb_face_get_upem (self->face), slant = hb_style_get_value (self->font, HB_STYLE_TAG_SLANT_ANGLE);
  hb_blob_t *head = hb_face_reference_table (self->face, HB_TAG ('h', 'e', 'a', 'd'));
  guint length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (head, &length);
  hb_font_extents_t extents = { 0 };
  hb_position_t capitals = 0;
  int bounds[4] = { 0 };

  for (guint i = 0; i < 4 && length >= 44; i++)
    bounds[i] = lround ((gint16) (data[36 + 2 * i] << 8 | data[37 + 2 * i]) * scale);
  hb_blob_destroy (head);
  hb_font_get_h_extents (self->font, &extents);
  if (!hb_ot_metrics_get_position (self->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capitals))
    capitals = extents.ascender;
  g_string_append_printf (out, "<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %ld /Descent %ld "
                          "/CapHeight %ld /StemV %d %s %u 0 R >>", name, slant != 0 ? 68 : 4, bounds[0], bounds[1], bounds[2], bounds[3],
                          (int) slant, lround (extents.ascender * scale), lround (extents.descender * scale), lround (capitals * scale),
                          hb_style_get_value (self->font, HB_STYLE_TAG_WEIGHT) > 550 ? 140 : 80,
                          self->is_cff ? "/FontFile3" : "/FontFile2", outlines);
}

static void
write_widths (MlgPdfFont *self,
              GString    *out)
{
  g_string_append (out, "[");
  for (guint i = 0; i < self->n_glyphs; i++)
    {
      if (!is_used (self, i))
        continue;
      if (i == 0 || !is_used (self, i - 1))
        g_string_append_printf (out, " %u [", i);
      g_string_append_printf (out, "%u%s", self->widths[i], i + 1 < self->n_glyphs && is_used (self, i + 1) ? " " : "]");
    }
  g_string_append (out, " ]");
}

static gboolean
write_font (MlgPdfFont *self,
            MlgPdfFile *file,
            guint       number)
{
  guint descendant = mlg_pdf_file_reserve (file), descriptor = mlg_pdf_file_reserve (file), outlines = mlg_pdf_file_reserve (file),
        letters = mlg_pdf_file_reserve (file);
  g_autofree char *name = dup_name (self);
  GString *out;

  if (self->outlines == NULL)
    return FALSE;

  out = mlg_pdf_file_begin (file, number);
  g_string_append_printf (out, "<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%u 0 R] /ToUnicode %u 0 R >>",
                          name, descendant, letters);
  out = mlg_pdf_file_begin (file, descendant);
  g_string_append_printf (out, "<< /Type /Font /Subtype /%s /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                          "/FontDescriptor %u 0 R %s/DW 0 /W ", self->is_cff ? "CIDFontType0" : "CIDFontType2", name, descriptor,
                          self->is_cff ? "" : "/CIDToGIDMap /Identity ");
  write_widths (self, out);
  g_string_append (out, " >>");
  write_descriptor (self, mlg_pdf_file_begin (file, descriptor), name, outlines);
  mlg_pdf_file_add_stream (file, outlines, self->is_cff ? "/Subtype /CIDFontType0C" : "", self->outlines);
  mlg_pdf_file_add_stream (file, letters, "", self->said);
  return TRUE;
}

/* Threads met them in any order: the file has them in one. */
static int
compare_fonts (gconstpointer a,
               gconstpointer b)
{
  const MlgPdfFont *x = *(MlgPdfFont *const *) a, *y = *(MlgPdfFont *const *) b;

  return x->id < y->id ? -1 : x->id > y->id;
}

typedef struct
{
  GPtrArray *fonts;
  int       *next;     /* atomic */
} Hand;

static void
pack_fonts (gpointer item,
            gpointer data)
{
  Hand *hand = item;

  for (guint i = g_atomic_int_add (hand->next, 1); i < hand->fonts->len; i = g_atomic_int_add (hand->next, 1))
    {
      MlgPdfFont *font = g_ptr_array_index (hand->fonts, i);

      font->outlines = pack_outlines (font);
      font->said = pack_letters (font);
    }
}

gboolean
mlg_pdf_fonts_write (MlgPdfFonts *self,
                     MlgPdfFile  *file,
                     GString     *resources)
{
  int next = 0;
  guint n_hands = CLAMP (self->in_order->len, 1, mlg_crew_size ());
  Hand hands[MLG_CREW_MAX];

  g_ptr_array_sort (self->in_order, compare_fonts);
  for (guint i = 0; i < n_hands; i++)
    hands[i] = (Hand) { self->in_order, &next };
  mlg_crew_do (pack_fonts, hands, sizeof (Hand), n_hands);
  for (guint i = 0; i < self->in_order->len; i++)
    {
      MlgPdfFont *font = g_ptr_array_index (self->in_order, i);
      guint number = mlg_pdf_file_reserve (file);

      if (!write_font (font, file, number))
        return FALSE;
      g_string_append_printf (resources, "/F%u %u 0 R ", font->id, number);
    }
  return TRUE;
}
