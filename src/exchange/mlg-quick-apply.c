/* Entering what was typed: an actor, what is said of it, its partners; or a whole list. */

#include "exchange/mlg-quick-entry-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#define MAX_PERSONS 20

typedef struct
{
  MlgProject      *project;
  MlgGesture      *gesture;
  MlgQuickOutcome *outcome;
  const MlgEntity *actor;
  GHashTable      *entered;      /* folded name → MlgId: of this gesture */
  GHashTable      *linked;       /* "a b": partnerships of this gesture */
  gboolean         wrote_persons;
  GHashTable      *territories;  /* INSEE code → MlgId; made when first needed */
} Apply;

static const MlgField *
get_field (Apply      *self,
           const char *name)
{
  return mlg_entity_find_field (self->actor, name);
}

/* ---- the town */

typedef struct
{
  GHashTable     *ids;
  const MlgField *code;
} Territories;

static gboolean
note_territory (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Territories *territories = data;
  const char *code = values[territories->code->index];

  if (code != NULL && !g_hash_table_contains (territories->ids, code))
    g_hash_table_insert (territories->ids, g_strdup (code), mlg_id_dup_text (id));
  return TRUE;
}

/* The territory of the file that is this commune; or NULL. */
static const char *
find_territory (Apply          *self,
                const MlgPlace *town)
{
  const MlgPlace *commune = mlg_gazetteer_lookup_commune (town->code);
  const char *id;

  if (self->territories == NULL)
    {
      const MlgEntity *territory = mlg_schema_find (MLG_ENTITY_TERRITORY);
      Territories all = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                          mlg_entity_find_field (territory, "insee_code") };

      self->territories = all.ids;
      mlg_store_foreach (mlg_project_get_store (self->project), territory, note_territory, &all, NULL);
    }
  id = g_hash_table_lookup (self->territories, town->code);
  if (id == NULL && commune != NULL)
    id = g_hash_table_lookup (self->territories, commune->code);
  return id;
}

static char *
dup_place_value (const MlgPlace *town)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];
  const char *parts[3] = { lat, lon, mlg_precision_get_id (town->precision) };
  g_autofree char *written = NULL;
  g_autoptr(GError) error = NULL;
  char *canonical = NULL;

  g_ascii_formatd (lat, sizeof lat, "%.5f", town->lat);
  g_ascii_formatd (lon, sizeof lon, "%.5f", town->lon);
  written = mlg_value_join_parts (parts, G_N_ELEMENTS (parts));
  if (!mlg_value_parse (mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_ACTOR), "place"), written, &canonical, &error))
    g_warning ("%s: %s", town->name, error->message);
  return canonical;
}

/* A town that nothing tells from its homonyms is kept as its name. */
static char *
dup_address_value (MlgQuickLine *line)
{
  const MlgPlace *town = line->town;
  g_auto(GStrv) codes = g_strsplit (town != NULL ? town->postal_codes : "", " ", 2);
  gboolean one_code = codes[0] != NULL && codes[1] == NULL && *codes[0] != '\0';
  const char *postal_code = line->postal_code != NULL ? line->postal_code : one_code ? codes[0] : NULL;
  const char *locality = town != NULL ? town->name : line->town_words;
  const char *code = town == NULL ? NULL : town->kind == MLG_PLACE_FORMER_COMMUNE ? town->commune : town->code;
  const char *parts[5] = { line->street, NULL, postal_code, locality, code };

  return mlg_value_join_parts (parts, G_N_ELEMENTS (parts));
}

/* ---- what the line says of the actor, per field, canonical; owned */

static void
put (Apply      *self,
     char      **values,
     const char *field,
     char       *value)
{
  char **cell = &values[get_field (self, field)->index];

  g_free (*cell);
  *cell = value;
}

static void
put_terms (Apply     *self,
           char     **values,
           GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      MlgQuickTerm *term = g_ptr_array_index (terms, i);
      char **cell = &values[term->field->index];

      if (term->id == NULL)
        continue;
      if (term->field->type == MLG_TYPE_TERMS && *cell != NULL)
        {
          g_auto(GStrv) before = mlg_value_split (*cell);
          g_autoptr(GStrvBuilder) all = g_strv_builder_new ();
          g_auto(GStrv) elements = NULL;

          if (g_strv_contains ((const char *const *) before, term->id))
            continue;
          g_strv_builder_addv (all, (const char **) before);
          g_strv_builder_add (all, term->id);
          elements = g_strv_builder_end (all);
          put (self, values, term->field->name, mlg_value_join ((const char *const *) elements));
        }
      else
        put (self, values, term->field->name, g_strdup (term->id));
    }
}

static char **
dup_values (Apply         *self,
            MlgQuickEntry *entry)
{
  MlgQuickLine *line = entry->line;
  char **values = g_new0 (char *, self->actor->n_fields);

  put (self, values, "acronym", g_strdup (line->acronym));
  if (line->headcount > 0)
    {
      put (self, values, "kind", g_strdup ("group"));
      put (self, values, "headcount", g_strdup_printf ("%u", line->headcount));
      put (self, values, "headcount_op", g_strdup (line->headcount_op));
    }
  if (line->street != NULL || line->town_words != NULL)
    put (self, values, "address", dup_address_value (line));
  if (line->town != NULL)
    {
      put (self, values, "place", dup_place_value (line->town));
      put (self, values, "seat_territories", g_strdup (find_territory (self, line->town)));
    }
  put_terms (self, values, entry->terms);
  return values;
}

static void
free_values (Apply  *self,
             char  **values)
{
  for (guint i = 0; i < self->actor->n_fields; i++)
    g_free (values[i]);
  g_free (values);
}

/* ---- actors */

static void
remember (Apply       *self,
          const char  *name,
          const MlgId *id)
{
  g_hash_table_insert (self->entered, mlg_fold (name), g_memdup2 (id, sizeof *id));
}

static const MlgId *
recall (Apply      *self,
        const char *name)
{
  g_autofree char *folded = mlg_fold (name);

  return g_hash_table_lookup (self->entered, folded);
}

static gboolean
insert_actor (Apply       *self,
              const char  *name,
              char       **values,
              MlgId       *id,
              GError     **error)
{
  put (self, values, "name", g_strdup (name));
  put (self, values, "state", g_strdup ("spotted"));
  *id = (MlgId) { 0 };
  if (!mlg_gesture_insert (self->gesture, self->actor, id, (const char *const *) values, error))
    return FALSE;

  remember (self, name, id);
  if (values[get_field (self, "acronym")->index] != NULL)
    remember (self, values[get_field (self, "acronym")->index], id);
  self->outcome->n_added++;
  return TRUE;
}

/* What it lacks, and no more; themes and the like are added to those it has. */
static gboolean
complete_actor (Apply       *self,
                MlgRecord   *record,
                char       **values,
                gboolean    *completed,
                GError     **error)
{
  for (guint i = 0; i < self->actor->n_fields; i++)
    {
      const MlgField *field = &self->actor->fields[i];
      const char *own = mlg_record_get (record, field);

      if (values[i] == NULL)
        continue;
      if (field->type == MLG_TYPE_TERMS)
        {
          g_auto(GStrv) before = mlg_value_split (own != NULL ? own : "");
          g_auto(GStrv) elements = mlg_value_split (values[i]);

          for (guint k = 0; elements[k] != NULL; k++)
            if (!g_strv_contains ((const char *const *) before, elements[k]))
              {
                if (!mlg_gesture_add_element (self->gesture, self->actor, mlg_record_get_id (record), field, elements[k], error))
                  return FALSE;
                *completed = TRUE;
              }
        }
      else if (own == NULL)
        {
          if (!mlg_gesture_set (self->gesture, self->actor, mlg_record_get_id (record), field, values[i], error))
            return FALSE;
          *completed = TRUE;
        }
    }
  return TRUE;
}

static gboolean
ensure_partner (Apply         *self,
                MlgQuickLink  *link,
                MlgId         *id,
                GError       **error)
{
  const MlgId *entered = recall (self, link->said->name);
  char **values;
  gboolean done;

  if (link->known != NULL || entered != NULL)
    {
      *id = link->known != NULL ? *mlg_record_get_id (link->known) : *entered;
      return TRUE;
    }

  values = g_new0 (char *, self->actor->n_fields);
  done = insert_actor (self, link->said->name, values, id, error);
  free_values (self, values);
  return done;
}

/* ---- partnerships */

static MlgRecord *
find_partnership (Apply       *self,
                  const MlgId *a,
                  const MlgId *b)
{
  static const char *const ends[][2] = { { "a", "b" }, { "b", "a" } };
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree char *other = mlg_id_dup_text (b);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(GPtrArray) found = mlg_project_referring (self->project, partnership, ends[i][0], a);

      for (guint k = 0; found != NULL && k < found->len; k++)
        if (g_strcmp0 (mlg_record_get_named (g_ptr_array_index (found, k), ends[i][1]), other) == 0)
          return g_object_ref (g_ptr_array_index (found, k));
    }
  return NULL;
}

/* A wish that is now told as a fact becomes one. */
static gboolean
confirm_partnership (Apply      *self,
                     MlgRecord  *record,
                     gboolean    wished,
                     GError    **error)
{
  const MlgEntity *partnership = mlg_record_get_entity (record);
  const char *state = mlg_record_get_named (record, "state");

  if (wished || (g_strcmp0 (state, "wished") != 0 && g_strcmp0 (state, "to_mobilise") != 0 && state != NULL))
    return TRUE;

  self->outcome->n_linked++;
  return mlg_gesture_set (self->gesture, partnership, mlg_record_get_id (record),
                          mlg_entity_find_field (partnership, "state"), "active", error);
}

static gboolean
link_actors (Apply        *self,
             const MlgId  *a,
             const MlgId  *b,
             gboolean      wished,
             GError      **error)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree const char **values = g_new0 (const char *, partnership->n_fields);
  g_autofree char *a_text = mlg_id_dup_text (a);
  g_autofree char *b_text = mlg_id_dup_text (b);
  g_autoptr(MlgRecord) known = find_partnership (self, a, b);
  MlgId id = { 0 };

  if (mlg_id_equal (a, b))
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID,
                           _("An actor cannot be its own partner."));
      return FALSE;
    }
  if (known != NULL)
    return confirm_partnership (self, known, wished, error);
  if (!g_hash_table_add (self->linked, strcmp (a_text, b_text) < 0 ? g_strconcat (a_text, b_text, NULL)
                                                                    : g_strconcat (b_text, a_text, NULL)))
    return TRUE;

  values[mlg_entity_find_field (partnership, "a")->index] = a_text;
  values[mlg_entity_find_field (partnership, "b")->index] = b_text;
  values[mlg_entity_find_field (partnership, "state")->index] = wished ? "wished" : "active";
  self->outcome->n_linked++;
  return mlg_gesture_insert (self->gesture, partnership, &id, values, error);
}

/* ---- persons */

static MlgRecord *
find_person (Apply      *self,
             const char *name)
{
  g_autofree char *folded = mlg_fold (name);
  g_autoptr(GPtrArray) found = mlg_project_search (self->project, mlg_schema_find ("person"), name, MAX_PERSONS);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autofree char *title = mlg_record_dup_title (g_ptr_array_index (found, i));
      g_autofree char *own = mlg_fold (title);

      if (strcmp (own, folded) == 0)
        return g_object_ref (g_ptr_array_index (found, i));
    }
  return NULL;
}

static gboolean
ensure_person (Apply           *self,
               MlgQuickPerson  *said,
               GError         **error)
{
  const MlgEntity *entity = mlg_schema_find ("person");
  const MlgField *trades = mlg_entity_find_field (entity, "trades");
  g_autoptr(MlgRecord) known = find_person (self, said->name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);

  if (known != NULL)
    self->outcome->person = *mlg_record_get_id (known);
  else
    {
      values[mlg_entity_find_field (entity, "display_name")->index] = said->name;
      values[mlg_entity_find_field (entity, "consent")->index] = "to_ask";
      self->outcome->person = (MlgId) { 0 };
      if (!mlg_gesture_insert (self->gesture, entity, &self->outcome->person, values, error))
        return FALSE;
      self->outcome->n_persons++;
    }
  for (guint i = 0; i < said->trades->len; i++)
    if (!mlg_gesture_add_element (self->gesture, entity, &self->outcome->person, trades,
                                  g_ptr_array_index (said->trades, i), error))
      return FALSE;
  return TRUE;
}

/* The actor of the line is where this person works, or stands for. */
static gboolean
give_function (Apply           *self,
               MlgQuickPerson  *said,
               GError         **error)
{
  const MlgEntity *entity = mlg_schema_find ("person_function");
  g_autoptr(GPtrArray) before = mlg_project_referring (self->project, entity, "person", &self->outcome->person);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *person = mlg_id_dup_text (&self->outcome->person);
  g_autofree char *actor = mlg_id_dup_text (&self->outcome->id);
  MlgId id = { 0 };

  for (guint i = 0; before != NULL && i < before->len; i++)
    if (g_strcmp0 (mlg_record_get_named (g_ptr_array_index (before, i), "actor"), actor) == 0)
      return TRUE;

  values[mlg_entity_find_field (entity, "person")->index] = person;
  values[mlg_entity_find_field (entity, "actor")->index] = actor;
  if (said->trades->len > 0)
    values[mlg_entity_find_field (entity, "title")->index] = g_ptr_array_index (said->trades, 0);
  return mlg_gesture_insert (self->gesture, entity, &id, values, error);
}

static gboolean
enter_persons (Apply          *self,
               MlgQuickLine   *line,
               GError        **error)
{
  for (guint i = 0; i < line->persons->len; i++)
    {
      MlgQuickPerson *said = g_ptr_array_index (line->persons, i);

      if (!ensure_person (self, said, error) ||
          (*line->name != '\0' && !give_function (self, said, error)))
        return FALSE;
      self->wrote_persons = TRUE;
    }
  return TRUE;
}

/* ---- one line */

static void
note_existing (Apply      *self,
               MlgRecord  *known,
               const char *name)
{
  g_ptr_array_add (self->outcome->existing, known != NULL ? mlg_record_dup_title (known) : g_strdup (name));
}

static gboolean
enter_actor (Apply          *self,
             MlgQuickEntry  *entry,
             gboolean        anyway,
             gboolean       *more,      /* than what was there */
             GError        **error)
{
  const MlgId *entered = anyway ? NULL : recall (self, entry->line->name);
  char **values = dup_values (self, entry);
  gboolean done = TRUE;

  if (entry->known != NULL && !anyway)
    {
      gboolean completed = FALSE;

      self->outcome->id = *mlg_record_get_id (entry->known);
      done = complete_actor (self, entry->known, values, &completed, error);
      self->outcome->n_completed += completed;
      *more = completed;
    }
  else if (entered != NULL)
    self->outcome->id = *entered;
  else
    {
      done = insert_actor (self, entry->line->name, values, &self->outcome->id, error);
      *more = TRUE;
    }
  free_values (self, values);
  return done;
}

static gboolean
enter (Apply          *self,
       MlgQuickEntry  *entry,
       gboolean        anyway,
       GError        **error)
{
  guint n_linked = self->outcome->n_linked;
  gboolean more = FALSE;

  if (*entry->line->name == '\0')
    return enter_persons (self, entry->line, error);
  if (!enter_actor (self, entry, anyway, &more, error) || !enter_persons (self, entry->line, error))
    return FALSE;

  for (guint i = 0; i < entry->links->len; i++)
    {
      MlgQuickLink *link = g_ptr_array_index (entry->links, i);
      MlgId partner;

      if (!ensure_partner (self, link, &partner, error) ||
          !link_actors (self, &self->outcome->id, &partner, link->said->wished, error))
        return FALSE;
    }
  if (!more && self->outcome->n_linked == n_linked && entry->line->persons->len == 0)
    note_existing (self, entry->known, entry->line->name);
  return TRUE;
}

static void
apply_init (Apply           *self,
            MlgProject      *project,
            MlgGesture      *gesture,
            MlgQuickOutcome *outcome)
{
  *outcome = (MlgQuickOutcome) { .existing = g_ptr_array_new_with_free_func (g_free) };
  *self = (Apply) { project, gesture, outcome, mlg_schema_find (MLG_ENTITY_ACTOR),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), FALSE, NULL };
}

static void
apply_clear (Apply *self)
{
  g_clear_pointer (&self->entered, g_hash_table_unref);
  g_clear_pointer (&self->linked, g_hash_table_unref);
  g_clear_pointer (&self->territories, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Apply, apply_clear)

/* Without anything written there is no step to undo. */
static gboolean
finish (Apply       *self,
        GError     **error)
{
  if (self->outcome->n_added + self->outcome->n_completed + self->outcome->n_linked == 0 && !self->wrote_persons)
    {
      g_clear_pointer (&self->gesture, mlg_gesture_free);
      return TRUE;
    }
  return mlg_project_commit (self->project, g_steal_pointer (&self->gesture), error);
}

gboolean
mlg_quick_entry_apply (MlgQuickEntry    *self,
                       MlgProject       *project,
                       gboolean          anyway,
                       MlgQuickOutcome  *outcome,
                       GError          **error)
{
  const char *label = *self->line->name == '\0' ? N_("Add a person") : self->links->len > 0 ? N_("Link two actors")
                      : self->known != NULL && !anyway ? N_("Complete an actor") : N_("Add an actor");
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, label, error);
  g_auto(Apply) apply;

  apply_init (&apply, project, gesture, outcome);
  if (gesture == NULL || !enter (&apply, self, anyway, error))
    return FALSE;
  g_steal_pointer (&gesture);
  return finish (&apply, error);
}

gboolean
mlg_quick_entry_write (MlgQuickEntry    *self,
                       MlgProject       *project,
                       MlgGesture       *gesture,
                       gboolean          anyway,
                       MlgQuickOutcome  *outcome,
                       GError          **error)
{
  g_auto(Apply) apply;

  apply_init (&apply, project, gesture, outcome);

  return enter (&apply, self, anyway, error);
}

/* What the line does not say, the tail says. */
static void
take_from_tail (MlgQuickLine *line,
                MlgQuickLine *tail)
{
  g_autoptr(GStrvBuilder) terms = g_strv_builder_new ();

  if (line->town_words == NULL)
    {
      line->town = tail->town;
      line->n_towns = tail->n_towns;
      line->town_words = g_strdup (tail->town_words);
      line->postal_code = g_strdup (tail->postal_code);
    }
  /* Its own last: of a field that holds one term, the last stays. */
  g_strv_builder_addv (terms, (const char **) tail->terms);
  g_strv_builder_addv (terms, (const char **) line->terms);
  g_strfreev (line->terms);
  line->terms = g_strv_builder_end (terms);
}

gboolean
mlg_quick_entry_apply_lines (MlgProject       *project,
                             const char       *text,
                             const char       *tail,
                             MlgQuickOutcome  *outcome,
                             GError          **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Add a list of actors"), error);
  g_auto(GStrv) lines = mlg_quick_lines_split (text);
  g_autoptr(MlgQuickLine) tail_line = NULL;
  g_auto(Apply) apply;
  double lat, lon;

  apply_init (&apply, project, gesture, outcome);
  if (gesture == NULL)
    return FALSE;

  mlg_quick_entry_find_centre (project, &lat, &lon);
  tail_line = mlg_quick_line_parse (tail != NULL ? tail : "", lat, lon);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(MlgQuickLine) line = mlg_quick_line_parse (lines[i], lat, lon);
      g_autoptr(MlgQuickEntry) entry = NULL;

      if (*line->name == '\0' && line->persons->len == 0)
        continue;
      take_from_tail (line, tail_line);
      entry = mlg_quick_entry_resolve (project, g_steal_pointer (&line), FALSE);
      if (!enter (&apply, entry, FALSE, error))
        return FALSE;
    }
  g_steal_pointer (&gesture);
  return finish (&apply, error);
}
