/* Live blocks made of words and numbers: stakeholders, axes, actors, key figures, the ring. */

#include "exchange/mlg-project-live-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-stakeholders.h"
#include "model/mlg-number.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

static const char *const economies[] = { "market", "non_market", "non_monetary" };

static void
add_column (MlgLive    *live,
            const char *label)
{
  g_ptr_array_add (live->columns, g_strdup (label));
}

static const char *
cell (const GPtrArray *row,
      guint            column)
{
  return g_ptr_array_index (row, column);
}

/* A column nobody filled says nothing; the first one stays. */
static void
drop_empty_columns (MlgLive *live)
{
  for (guint column = live->columns->len; column > 1; column--)
    {
      gboolean filled = FALSE;

      for (guint i = 0; i < live->rows->len && !filled; i++)
        filled = cell (g_ptr_array_index (live->rows, i), column - 1)[0] != '\0';
      if (filled)
        continue;
      g_ptr_array_remove_index (live->columns, column - 1);
      for (guint i = 0; i < live->rows->len; i++)
        g_ptr_array_remove_index (g_ptr_array_index (live->rows, i), column - 1);
    }
}

static char *
term_label (const char *vocabulary,
            const char *id)
{
  const MlgVocabulary *list = mlg_vocabulary_find (vocabulary);
  const MlgTerm *term = list != NULL && id != NULL ? mlg_vocabulary_term (list, id) : NULL;

  return g_strdup (term != NULL ? term->ui_label : id);
}

/* ---- stakeholders */

/* Who it is, for these readers: a person who refused, or anybody on the projector, is their family. */
static char *
dup_stakeholder (MlgLiveResolver *self,
                 MlgRecord       *row)
{
  const char *who = mlg_record_get_named (row, "stakeholder");
  g_autoptr(MlgRecord) actor = NULL;
  g_autoptr(MlgRecord) person = NULL;

  if (who != NULL && g_str_has_prefix (who, "actor:"))
    {
      actor = mlg_live_get (self, MLG_ENTITY_ACTOR, who + strlen ("actor:"));
      return actor != NULL ? mlg_record_dup_title (actor) : NULL;
    }
  if (who != NULL && g_str_has_prefix (who, "person:"))
    {
      person = mlg_live_get (self, "person", who + strlen ("person:"));
      if (person != NULL && (self->audience & MLG_LIVE_FOR_PROJECTOR) == 0 &&
          g_strcmp0 (mlg_record_get_named (person, "consent"), "refused") != 0)
        return mlg_record_dup_title (person);
    }
  return term_label ("actor_family", mlg_record_get_named (row, "family"));
}

static void
add_stakeholder (MlgLiveResolver *self,
                 MlgRecord       *record)
{
  g_autofree char *who = mlg_live_may_show (self, record) ? dup_stakeholder (self, record) : NULL;
  GPtrArray *row;

  if (who == NULL)
    return;
  row = mlg_live_add_row (self->live);
  mlg_live_set_cell (row, 0, g_steal_pointer (&who));
  mlg_live_set_cell (row, 1, mlg_live_display (self, record, "role"));
  mlg_live_set_cell (row, 2, mlg_live_display (self, record, "trades"));
  mlg_live_set_cell (row, 3, mlg_live_display (self, record, "skills"));
  if ((self->audience & MLG_LIVE_FOR_PROJECTOR) == 0)
    mlg_live_set_cell (row, 4, mlg_live_display (self, record, "degree"));
}

/* Actors who carry or support, that no row names. */
static void
add_structures (MlgLiveResolver *self,
                const char      *ids,
                const char      *role)
{
  g_auto(GStrv) elements = mlg_value_split (ids);

  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) actor = mlg_live_get (self, MLG_ENTITY_ACTOR, elements[i]);
      g_autofree char *name = actor != NULL ? mlg_record_dup_title (actor) : NULL;
      gboolean there = name == NULL;
      GPtrArray *row;

      for (guint k = 0; k < self->live->rows->len && !there; k++)
        there = strcmp (cell (g_ptr_array_index (self->live->rows, k), 0), name) == 0;
      if (there)
        continue;
      row = mlg_live_add_row (self->live);
      mlg_live_set_cell (row, 0, g_steal_pointer (&name));
      mlg_live_set_cell (row, 1, term_label ("involvement_role", role));
    }
}

static char *
join_terms (const char      *vocabulary,
            const GPtrArray *terms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *label = term_label (vocabulary, g_ptr_array_index (terms, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  return g_string_free (text, FALSE);
}

void
mlg_live_fill_stakeholders (MlgLiveResolver *self)
{
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);
  g_autoptr(MlgRoundTable) table = NULL;
  g_autofree char *empty = NULL;

  if (initiative == NULL)
    {
      mlg_live_fail (self, _("This monograph tells no initiative: its stakeholders are not known."));
      return;
    }

  table = mlg_round_table_new (self->project, mlg_record_get_id (initiative));
  add_column (self->live, _("Stakeholder"));
  add_column (self->live, _("Role"));
  add_column (self->live, _("Trades"));
  add_column (self->live, _("Skills"));
  add_column (self->live, _("Degree of involvement"));
  for (guint i = 0; i < table->rows->len; i++)
    add_stakeholder (self, table->rows->pdata[i]);
  add_structures (self, mlg_record_get_named (initiative, "carriers"), "carrier");
  add_structures (self, mlg_record_get_named (initiative, "supporters"), "supporter");
  drop_empty_columns (self->live);
  if (self->live->rows->len == 0)
    mlg_live_fail (self, _("No stakeholder of this initiative is in the file yet."));

  empty = join_terms ("actor_family", table->empty);
  if (table->declared && empty[0] != '\0')
    mlg_live_set_caption (self, g_strdup_printf (_("Stakeholders. Empty seats: %s."), empty));
  else
    mlg_live_set_caption (self, g_strdup (_("Stakeholders")));
}

/* ---- axes */

static char *
dup_direction (MlgLiveResolver *self,
               MlgRecord       *axis,
               MlgRecord       *partnership)
{
  const char *from = mlg_record_get_named (axis, "from"), *to = mlg_record_get_named (axis, "to");
  g_autofree char *giver = mlg_live_titles (self, MLG_ENTITY_ACTOR, from != NULL ? from : mlg_record_get_named (partnership, "a"));
  g_autofree char *taker = mlg_live_titles (self, MLG_ENTITY_ACTOR, to != NULL ? to : mlg_record_get_named (partnership, "b"));
  gboolean both = from == NULL && to == NULL;

  if (giver == NULL || taker == NULL)
    return NULL;
  return both ? g_strdup (_("Both ways")) : g_strdup_printf (_("From %s to %s"), giver, taker);
}

static void
add_axis (MlgLiveResolver *self,
          MlgRecord       *axis,
          MlgRecord       *partnership)
{
  GPtrArray *row = mlg_live_add_row (self->live);
  char *label = mlg_live_display (self, axis, "label");
  char *economy = mlg_live_display (self, axis, "economy");
  const char *importance = mlg_record_get_named (axis, "importance");
  const char *effect = mlg_record_get_named (axis, "effect");

  mlg_live_set_cell (row, 0, label != NULL ? label : mlg_live_display (self, axis, "kind"));
  mlg_live_set_cell (row, 1, dup_direction (self, axis, partnership));
  mlg_live_set_cell (row, 2, economy != NULL ? economy : g_strdup (_("To be qualified")));
  if (importance != NULL || effect != NULL)
    mlg_live_set_cell (row, 3, g_strdup_printf ("%s%s%s", importance != NULL ? importance : "",
                                                importance != NULL && effect != NULL ? " ; " : "", effect != NULL ? effect : ""));
}

static GPtrArray *
axes_of (MlgLiveResolver *self,
         MlgRecord       *partnership)
{
  GPtrArray *axes = mlg_project_referring (self->project, mlg_schema_find (MLG_ENTITY_AXIS), "partnership",
                                           mlg_record_get_id (partnership));

  for (guint i = axes->len; i > 0; i--)
    if (!mlg_live_may_show (self, axes->pdata[i - 1]))
      g_ptr_array_remove_index (axes, i - 1);
  g_ptr_array_sort (axes, mlg_record_compare_positions);
  return axes;
}

void
mlg_live_fill_axes (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) partnerships = mlg_live_get_partnerships (self);

  add_column (self->live, _("Axis"));
  add_column (self->live, _("Direction"));
  add_column (self->live, _("Economy"));
  add_column (self->live, _("Importance, what it makes possible"));
  for (guint i = 0; i < partnerships->len; i++)
    {
      g_autoptr(GPtrArray) axes = axes_of (self, partnerships->pdata[i]);

      for (guint k = 0; k < axes->len; k++)
        add_axis (self, axes->pdata[k], partnerships->pdata[i]);
    }
  drop_empty_columns (self->live);
  if (self->live->rows->len == 0)
    mlg_live_fail (self, _("No axis of this partnership is in the file yet."));

  if (mlg_live_is_about (self, MLG_ENTITY_PARTNERSHIP))
    {
      g_autofree char *a = mlg_live_titles (self, MLG_ENTITY_ACTOR, mlg_record_get_named (self->subject, "a"));
      g_autofree char *b = mlg_live_titles (self, MLG_ENTITY_ACTOR, mlg_record_get_named (self->subject, "b"));
      g_autofree char *state = mlg_live_display (self, self->subject, "state");

      if (a == NULL || b == NULL)
        mlg_live_fail (self, _("What this shows is no longer in the file."));
      else if (state != NULL)
        mlg_live_set_caption (self, g_strdup_printf (_("Axes of the partnership between %s and %s (%s)"), a, b, state));
      else
        mlg_live_set_caption (self, g_strdup_printf (_("Axes of the partnership between %s and %s"), a, b));
    }
  else
    mlg_live_set_caption (self, g_strdup (_("Axes of the partnerships")));
}

/* ---- the ring */

static guint
economy_index (const char *economy)
{
  for (guint i = 0; i < G_N_ELEMENTS (economies); i++)
    if (g_strcmp0 (economy, economies[i]) == 0)
      return i;
  return G_N_ELEMENTS (economies);
}

static void
count_resources (MlgLiveResolver *self,
                 MlgRecord       *initiative,
                 double          *amounts)
{
  g_autoptr(GPtrArray) rows = mlg_project_referring (self->project, mlg_schema_find ("resource"), "initiative",
                                                     mlg_record_get_id (initiative));

  for (guint i = 0; i < rows->len; i++)
    {
      const char *amount = mlg_record_get_named (rows->pdata[i], "amount");
      guint economy = economy_index (mlg_record_get_named (rows->pdata[i], "economy"));

      if (g_strcmp0 (mlg_record_get_named (rows->pdata[i], "direction"), "missing") == 0 || !mlg_live_may_show (self, rows->pdata[i]))
        continue;
      self->live->counts[economy]++;
      amounts[economy] += amount != NULL ? g_ascii_strtod (amount, NULL) : 0;
    }
}

static void
count_axes (MlgLiveResolver *self,
            MlgRecord       *partnership)
{
  g_autoptr(GPtrArray) axes = axes_of (self, partnership);

  for (guint i = 0; i < axes->len; i++)
    self->live->counts[economy_index (mlg_record_get_named (axes->pdata[i], "economy"))]++;
}

/* An initiative has the partnerships made for it; a monograph, those it tells of. */
static GPtrArray *
get_partnerships_to_count (MlgLiveResolver *self)
{
  if (mlg_live_is_about (self, "initiative"))
    return mlg_project_referring (self->project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), "initiative", mlg_record_get_id (self->subject));
  return mlg_live_get_partnerships (self);
}

void
mlg_live_fill_ring (MlgLiveResolver *self)
{
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);
  g_autoptr(GPtrArray) partnerships = get_partnerships_to_count (self);
  const MlgField *money = mlg_entity_find_field (mlg_schema_find ("resource"), "amount");
  double amounts[4] = { 0 };

  for (guint i = 0; i < partnerships->len; i++)
    if (mlg_live_may_show (self, partnerships->pdata[i]))
      count_axes (self, partnerships->pdata[i]);
  if (initiative != NULL)
    {
      g_autofree char *name = mlg_record_dup_title (initiative);

      count_resources (self, initiative, amounts);
      mlg_live_set_caption (self, partnerships->len == 0 ? g_strdup_printf (_("Resources of “%s” by economy"), name)
                                                         : g_strdup_printf (_("Resources and partnerships of “%s” by economy"), name));
    }
  else if (mlg_live_is_about (self, MLG_ENTITY_PARTNERSHIP))
    {
      g_autofree char *a = mlg_live_titles (self, MLG_ENTITY_ACTOR, mlg_record_get_named (self->subject, "a"));
      g_autofree char *b = mlg_live_titles (self, MLG_ENTITY_ACTOR, mlg_record_get_named (self->subject, "b"));

      mlg_live_set_caption (self, g_strdup_printf (_("Axes of the partnership between %s and %s, by economy"),
                                                   a != NULL ? a : "…", b != NULL ? b : "…"));
    }
  else
    mlg_live_set_caption (self, g_strdup (_("Axes of the partnerships by economy")));

  for (guint i = 0; i < 4; i++)
    if (amounts[i] > 0)
      {
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        self->live->amounts[i] = mlg_value_to_display (money, g_ascii_formatd (text, sizeof text, "%.15g", amounts[i]));
      }
  if (self->live->counts[0] + self->live->counts[1] + self->live->counts[2] + self->live->counts[3] == 0)
    mlg_live_fail (self, _("No resource and no axis of partnership is in the file yet."));
}

/* ---- actors */

void
mlg_live_fill_actors (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) actors = mlg_live_get_actors (self);

  add_column (self->live, _("Actor"));
  add_column (self->live, _("Type"));
  add_column (self->live, _("Territory"));
  add_column (self->live, _("Website"));
  for (guint i = 0; i < actors->len; i++)
    {
      GPtrArray *row = mlg_live_add_row (self->live);
      char *type = mlg_live_display (self, actors->pdata[i], "type_words");

      mlg_live_set_cell (row, 0, mlg_record_dup_title (actors->pdata[i]));
      mlg_live_set_cell (row, 1, type != NULL ? type : mlg_live_display (self, actors->pdata[i], "legal_form"));
      mlg_live_set_cell (row, 2, mlg_live_display (self, actors->pdata[i], "territories"));
      mlg_live_set_cell (row, 3, mlg_live_display (self, actors->pdata[i], "website"));
    }
  drop_empty_columns (self->live);
  if (self->live->rows->len == 0)
    mlg_live_fail (self, _("No actor of this monograph is in the file yet."));
  mlg_live_set_caption (self, g_strdup (_("Actors")));
}

/* ---- figures */

static void
add_figure (MlgLive *live,
            char    *label,
            char    *value)
{
  GPtrArray *row;

  if (label == NULL || value == NULL)
    {
      g_free (label);
      g_free (value);
      return;
    }
  row = mlg_live_add_row (live);
  mlg_live_set_cell (row, 0, label);
  mlg_live_set_cell (row, 1, value);
}

static void
add_data_item (MlgLiveResolver *self,
               GHashTable      *seen,
               MlgRecord       *item)
{
  g_autofree char *value = mlg_live_display (self, item, "value");
  const char *unit = mlg_record_get_named (item, "unit");
  const char *operator = mlg_record_get_named (item, "operator");
  const char *year = mlg_record_get_named (item, "year");
  g_autoptr(GString) label = NULL;

  if (value == NULL || !mlg_live_may_show (self, item) || !g_hash_table_add (seen, item))
    return;
  {
    g_autofree char *title = mlg_record_dup_title (item);

    label = g_string_new (title);
  }
  if (year != NULL)
    g_string_append_printf (label, " (%s)", year);
  add_figure (self->live, g_strdup (label->str),
              g_strdup_printf ("%s%s%s%s%s", operator != NULL ? operator : "", operator != NULL ? " " : "", value,
                               unit != NULL ? "\xc2\xa0" : "", unit != NULL ? unit : ""));
}

static void
add_data_items (MlgLiveResolver *self,
                GHashTable      *seen,
                const char      *field,
                const MlgId     *id)
{
  g_autoptr(GPtrArray) items = mlg_project_referring (self->project, mlg_schema_find ("data_item"), field, id);

  for (guint i = 0; i < items->len; i++)
    add_data_item (self, seen, items->pdata[i]);
}

static guint
count_established (GPtrArray *partnerships)
{
  guint n = 0;

  for (guint i = 0; i < partnerships->len; i++)
    n += mlg_partnership_is_established (mlg_record_get_named (partnerships->pdata[i], "state"));
  return n;
}

void
mlg_live_fill_figures (MlgLiveResolver *self)
{
  g_autoptr(GPtrArray) actors = mlg_live_get_actors (self);
  g_autoptr(GPtrArray) partnerships = mlg_live_get_partnerships (self);
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);
  g_autoptr(GPtrArray) territories = mlg_live_get_territories (self);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_established = count_established (partnerships);

  add_column (self->live, _("Key figure"));
  add_column (self->live, _("Value"));
  if (initiative != NULL)
    {
      g_autofree char *stage = mlg_live_display (self, initiative, "stage");

      add_figure (self->live, g_strdup (_("Stage of the initiative")), g_steal_pointer (&stage));
      add_data_items (self, seen, "initiative", mlg_record_get_id (initiative));
    }
  for (guint i = 0; i < territories->len; i++)
    add_data_items (self, seen, "territory", mlg_record_get_id (territories->pdata[i]));
  for (guint i = 0; i < actors->len; i++)
    {
      g_autofree char *founded = mlg_live_display (self, actors->pdata[i], "founded");

      if (founded != NULL)
        {
          g_autofree char *name = mlg_record_dup_title (actors->pdata[i]);

          add_figure (self->live, g_strdup_printf (_("Creation of %s"), name), g_steal_pointer (&founded));
        }
      if (initiative == NULL)
        add_data_items (self, seen, "actors", mlg_record_get_id (actors->pdata[i]));
    }
  if (actors->len > 1)
    add_figure (self->live, g_strdup (_("Actors involved")), g_strdup_printf ("%u", actors->len));
  if (n_established > 0)
    add_figure (self->live, g_strdup (_("Established partnerships between them")), g_strdup_printf ("%u", n_established));
  if (self->live->rows->len == 0)
    mlg_live_fail (self, _("No figure is in the file yet."));
  mlg_live_set_caption (self, g_strdup (_("Key figures")));
}
