/* The words of the map. */

#include "render/mlg-map-text.h"

#include <math.h>
#include <string.h>
#include <pango/pangocairo.h>

#include "model/mlg-text.h"
#include "render/mlg-svg-text.h"

#define PIXELS_PER_POINT (96.0 / 72.0)
#define MAX_SPRITES      3000         /* some megabytes; then all are made again */
#define ELLIPSIS_WIDTH   190          /* pixels, of the name of an actor */

typedef struct
{
  double          width, height;
  cairo_surface_t *picture;           /* NULL until drawn */
} Sprite;

struct _MlgMapText
{
  const MlgInk *ink;
  gboolean      cache;
  double        device_scale;
  PangoContext *context;
  PangoLayout  *layouts[MLG_N_HANDS];
  GHashTable   *sprites[MLG_N_HANDS];  /* text → Sprite */
  GHashTable   *stamps;                /* MlgMapStampKey → Sprite */
  GHashTable   *counts;                /* number → text */
  guint         n_sprites;
  GHashTable   *before, *now;          /* key → side + 1, in the last picture and in this one */
  double        zoom;
  gint64        until;                 /* then no name is drawn that was not before */
};

static const struct
{
  double      size;                   /* of the ink's text */
  PangoWeight weight;
  gboolean    italic;
  double      spacing;                /* em/1000 */
  double      halo;                   /* pixels */
} hands[MLG_N_HANDS] = {
  [MLG_HAND_COUNTRY]      = { 0.95, PANGO_WEIGHT_MEDIUM,   FALSE, 220, 0 },
  [MLG_HAND_SEA]          = { 1.0,  PANGO_WEIGHT_NORMAL,   TRUE,  80,  0 },
  [MLG_HAND_WATER]        = { 0.85, PANGO_WEIGHT_NORMAL,   TRUE,  20,  1.6 },
  [MLG_HAND_REGION]       = { 0.95, PANGO_WEIGHT_SEMIBOLD, FALSE, 60,  2 },
  [MLG_HAND_DEPARTMENT]   = { 0.9,  PANGO_WEIGHT_NORMAL,   TRUE,  40,  2 },
  [MLG_HAND_CITY]         = { 0.95, PANGO_WEIGHT_MEDIUM,   FALSE, 0,   2 },
  [MLG_HAND_TOWN]         = { 0.85, PANGO_WEIGHT_NORMAL,   FALSE, 0,   2 },
  [MLG_HAND_ACTOR]        = { 0.95, PANGO_WEIGHT_SEMIBOLD, FALSE, 0,   2.5 },
  [MLG_HAND_ACTOR_CHOSEN] = { 1.05, PANGO_WEIGHT_BOLD,     FALSE, 0,   3 },
  [MLG_HAND_AREA]         = { 0.9,  PANGO_WEIGHT_SEMIBOLD, TRUE,  0,   2.5 },
  [MLG_HAND_COUNT]        = { 0.95, PANGO_WEIGHT_BOLD,     FALSE, 0,   0 },
  [MLG_HAND_COUNT_PLAIN]  = { 0.9,  PANGO_WEIGHT_BOLD,     FALSE, 0,   0 },
};

static MlgColour
mix (const MlgColour *a,
     const MlgColour *b,
     double           part_of_b)
{
  return (MlgColour) { a->r + (b->r - a->r) * part_of_b, a->g + (b->g - a->g) * part_of_b, a->b + (b->b - a->b) * part_of_b };
}

static MlgColour
colour_of (const MlgInk *ink,
           MlgHand       hand)
{
  switch (hand)
    {
    case MLG_HAND_COUNTRY:
      return mix (&ink->town_name, &ink->neighbour, 0.35);
    case MLG_HAND_SEA:
    case MLG_HAND_WATER:
      return mix (&ink->town_name, &ink->categories[1], 0.5);
    case MLG_HAND_REGION:
      return mix (&ink->town_name, &ink->land, 0.15);
    case MLG_HAND_DEPARTMENT:
      return mix (&ink->town_name, &ink->land, 0.2);
    case MLG_HAND_ACTOR:
    case MLG_HAND_ACTOR_CHOSEN:
    case MLG_HAND_AREA:
    case MLG_HAND_COUNT_PLAIN:
    case MLG_HAND_COUNT:
      return ink->text;
    default:
      return ink->town_name;
    }
}

static void
sprite_free (gpointer data)
{
  Sprite *sprite = data;

  g_clear_pointer (&sprite->picture, cairo_surface_destroy);
  g_free (sprite);
}

static guint
hash_stamp (gconstpointer data)
{
  const MlgMapStampKey *key = data;
  guint64 parts[3], mixed;

  G_STATIC_ASSERT (sizeof parts == sizeof key->bytes);
  memcpy (parts, key->bytes, sizeof parts);
  mixed = parts[0] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ parts[1] * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f) ^ parts[2];
  return (guint) (mixed ^ mixed >> 32);
}

static gboolean
equal_stamps (gconstpointer a,
              gconstpointer b)
{
  return memcmp (a, b, sizeof (MlgMapStampKey)) == 0;
}

static PangoLayout *
make_layout (MlgMapText *self,
             MlgHand     hand)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (MLG_MAP_FONT);
  double size = self->ink->text_size * hands[hand].size * PIXELS_PER_POINT;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, hands[hand].weight);
  pango_font_description_set_style (font, hands[hand].italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_single_paragraph_mode (layout, hand == MLG_HAND_ACTOR || hand == MLG_HAND_ACTOR_CHOSEN);
  if (hand == MLG_HAND_ACTOR)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, ELLIPSIS_WIDTH * self->ink->line_scale * PANGO_SCALE);
      pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
    }
  if (hands[hand].spacing > 0)
    {
      g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) (size * hands[hand].spacing / 1000 * PANGO_SCALE)));
      pango_layout_set_attributes (layout, attributes);
    }
  return layout;
}

MlgMapText *
mlg_map_text_new (const MlgInk *ink,
                  gboolean      cache,
                  double        device_scale)
{
  MlgMapText *self = g_new0 (MlgMapText, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->ink = ink;
  self->cache = cache;
  self->device_scale = device_scale;
  self->until = G_MAXINT64;
  self->before = g_hash_table_new (NULL, NULL);
  self->now = g_hash_table_new (NULL, NULL);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 96);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);

  for (guint i = 0; i < MLG_N_HANDS; i++)
    {
      self->layouts[i] = make_layout (self, i);
      self->sprites[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sprite_free);
    }
  self->stamps = g_hash_table_new_full (hash_stamp, equal_stamps, g_free, sprite_free);
  self->counts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

/* Between two pictures: in one, words and numbers are lent. */
static void
forget_sprites (MlgMapText *self)
{
  for (guint i = 0; i < MLG_N_HANDS; i++)
    g_hash_table_remove_all (self->sprites[i]);
  g_hash_table_remove_all (self->stamps);
  g_hash_table_remove_all (self->counts);
  self->n_sprites = 0;
}

void
mlg_map_text_begin (MlgMapText *self,
                    double      zoom)
{
  GHashTable *last = self->now;

  if (self->n_sprites > MAX_SPRITES)
    forget_sprites (self);
  self->now = self->before;
  self->before = last;
  g_hash_table_remove_all (self->now);
  if (zoom != self->zoom)
    g_hash_table_remove_all (self->before);
  self->zoom = zoom;
}

guint
mlg_map_text_recall (MlgMapText    *self,
                     gconstpointer  key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->before, key));
}

void
mlg_map_text_remember (MlgMapText    *self,
                       gconstpointer  key,
                       guint          side)
{
  g_hash_table_insert (self->now, (gpointer) key, GUINT_TO_POINTER (side + 1));
}

void
mlg_map_text_free (MlgMapText *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < MLG_N_HANDS; i++)
    {
      g_object_unref (self->layouts[i]);
      g_hash_table_unref (self->sprites[i]);
    }
  g_hash_table_unref (self->stamps);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->before);
  g_hash_table_unref (self->now);
  g_object_unref (self->context);
  g_free (self);
}

/* Numbers are put together of their digits: there is no end to those a zoom brings. */
static gboolean
is_put_together (MlgMapText *self,
                 MlgHand     hand,
                 const char *text)
{
  return self->cache && (hand == MLG_HAND_COUNT || hand == MLG_HAND_COUNT_PLAIN) && *text != '\0' && *g_utf8_next_char (text) != '\0';
}

/* A character of @text, and where the next one is. */
static const char *
take_character (const char *text,
                char        character[8])
{
  const char *next = g_utf8_next_char (text);

  memcpy (character, text, next - text);
  character[next - text] = '\0';
  return next;
}

static Sprite *
find_sprite (MlgMapText *self,
             MlgHand     hand,
             const char *text)
{
  Sprite *sprite = g_hash_table_lookup (self->sprites[hand], text);
  double width = 0, height = 0;
  char character[8];

  if (sprite != NULL)
    return sprite;

  if (is_put_together (self, hand, text))
    for (const char *at = text; *at != '\0';)
      {
        at = take_character (at, character);
        sprite = find_sprite (self, hand, character);
        width += round (sprite->width);
        height = sprite->height;
      }
  else
    {
      PangoRectangle extents;

      pango_layout_set_text (self->layouts[hand], text, -1);
      pango_layout_get_extents (self->layouts[hand], NULL, &extents);
      width = (double) extents.width / PANGO_SCALE;
      height = (double) extents.height / PANGO_SCALE;
    }

  self->n_sprites++;
  sprite = g_new0 (Sprite, 1);
  sprite->width = width;
  sprite->height = height;
  g_hash_table_insert (self->sprites[hand], g_strdup (text), sprite);
  return sprite;
}

void
mlg_map_text_hurry (MlgMapText *self,
                    guint       microseconds)
{
  self->until = microseconds < G_MAXUINT ? g_get_monotonic_time () + microseconds : G_MAXINT64;
}

gboolean
mlg_map_text_may_draw (MlgMapText *self,
                       MlgHand     hand,
                       const char *text)
{
  const Sprite *sprite = self->until < G_MAXINT64 ? g_hash_table_lookup (self->sprites[hand], text) : NULL;

  return self->until == G_MAXINT64 || (sprite != NULL && sprite->picture != NULL) || g_get_monotonic_time () < self->until;
}

void
mlg_map_text_measure (MlgMapText *self,
                      MlgHand     hand,
                      const char *text,
                      double     *width,
                      double     *height)
{
  const Sprite *sprite = find_sprite (self, hand, text);

  *width = sprite->width;
  *height = sprite->height;
}

static void
draw_text (MlgMapText *self,
           cairo_t    *cr,
           MlgHand     hand,
           const char *text,
           double      x,
           double      y)
{
  PangoLayout *layout = self->layouts[hand];
  MlgColour colour = colour_of (self->ink, hand);
  PangoRectangle extents;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  x -= (double) extents.x / PANGO_SCALE;
  y -= (double) extents.y / PANGO_SCALE;

  mlg_ink_set_colour (cr, &colour, 1);
  cairo_move_to (cr, x, y);
  if (hands[hand].halo > 0)
    mlg_text_show_on_halo (cr, layout, &self->ink->land, 0.85, hands[hand].halo * MIN (self->ink->line_scale, 1.4));
  else
    mlg_text_show (cr, layout);
}

static cairo_t *
begin_picture (MlgMapText *self,
               Sprite     *sprite,
               double      width,
               double      height)
{
  sprite->picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * self->device_scale),
                                                (int) ceil (height * self->device_scale));
  cairo_surface_set_device_scale (sprite->picture, self->device_scale, self->device_scale);
  return cairo_create (sprite->picture);
}

/* On whole pixels of the device, so that it is copied and not resampled. */
static void
show_picture (MlgMapText   *self,
              cairo_t      *cr,
              const Sprite *sprite,
              double        x,
              double        y,
              double        width,
              double        height)
{
  x = round (x * self->device_scale) / self->device_scale;
  y = round (y * self->device_scale) / self->device_scale;
  cairo_set_source_surface (cr, sprite->picture, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, ceil (width), ceil (height));
  cairo_fill (cr);
}

static void
draw_characters (MlgMapText *self,
                 cairo_t    *cr,
                 MlgHand     hand,
                 const char *text,
                 double      margin)
{
  char character[8];
  double x = margin, width, height;

  while (*text != '\0')
    {
      text = take_character (text, character);
      mlg_map_text_measure (self, hand, character, &width, &height);
      mlg_map_text_draw (self, cr, hand, character, x, margin);
      x += round (width);
    }
}

void
mlg_map_text_draw (MlgMapText *self,
                   cairo_t    *cr,
                   MlgHand     hand,
                   const char *text,
                   double      x,
                   double      y)
{
  double margin = ceil (hands[hand].halo * 1.5) + 2;
  Sprite *sprite;

  if (!self->cache)
    {
      draw_text (self, cr, hand, text, x, y);
      return;
    }

  sprite = find_sprite (self, hand, text);
  if (sprite->picture == NULL)
    {
      cairo_t *picture = begin_picture (self, sprite, sprite->width + 2 * margin, sprite->height + 2 * margin);

      if (is_put_together (self, hand, text))
        draw_characters (self, picture, hand, text, margin);
      else
        draw_text (self, picture, hand, text, margin, margin);
      cairo_destroy (picture);
    }
  show_picture (self, cr, sprite, x - margin, y - margin, sprite->width + 2 * margin, sprite->height + 2 * margin);
}

const char *
mlg_map_text_get_count (MlgMapText *self,
                        guint       n)
{
  char *text = g_hash_table_lookup (self->counts, GUINT_TO_POINTER (n));

  if (text == NULL)
    {
      text = mlg_format_count (n);
      g_hash_table_insert (self->counts, GUINT_TO_POINTER (n), text);
    }
  return text;
}

void
mlg_map_text_stamp (MlgMapText *self,
                    cairo_t    *cr,
                    const MlgMapStampKey *key,
                    double      radius,
                    void      (*draw) (cairo_t *cr, gpointer data),
                    gpointer    data,
                    double      x,
                    double      y)
{
  double reach = ceil (radius) + 1;
  Sprite *sprite;

  if (!self->cache)
    {
      cairo_save (cr);
      cairo_translate (cr, x, y);
      draw (cr, data);
      cairo_restore (cr);
      return;
    }

  sprite = g_hash_table_lookup (self->stamps, key);
  if (sprite == NULL)
    {
      cairo_t *picture;

      self->n_sprites++;
      sprite = g_new0 (Sprite, 1);
      picture = begin_picture (self, sprite, 2 * reach, 2 * reach);
      cairo_translate (picture, reach, reach);
      draw (picture, data);
      cairo_destroy (picture);
      g_hash_table_insert (self->stamps, g_memdup2 (key, sizeof *key), sprite);
    }
  show_picture (self, cr, sprite, x - reach, y - reach, 2 * reach, 2 * reach);
}
