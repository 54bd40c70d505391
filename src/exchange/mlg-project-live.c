/* What a live block shows: whom it is about, then one function per kind. */

#include "exchange/mlg-project-live-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-value.h"

/* What an id may be of, by kind; the first that has such a record. */
static const char *const subjects[MLG_N_LIVE_KINDS][5] = {
  [MLG_LIVE_MAP]          = { "monograph", "initiative", "territory", "actor" },
  [MLG_LIVE_GRAPH]        = { "monograph", "initiative", "actor", "territory" },
  [MLG_LIVE_STAKEHOLDERS] = { "initiative", "monograph" },
  [MLG_LIVE_AXES]         = { "partnership", "initiative", "monograph" },
  [MLG_LIVE_RING]         = { "initiative", "partnership", "monograph" },
  [MLG_LIVE_TIMELINE]     = { "initiative", "monograph", "actor" },
  [MLG_LIVE_RADAR]        = { "assessment", "initiative", "monograph", "actor" },
  [MLG_LIVE_FIGURES]      = { "initiative", "monograph", "actor" },
  [MLG_LIVE_ACTORS]       = { "monograph", "initiative", "territory" },
  [MLG_LIVE_PHOTO]        = { "attachment" },
};

static void (*const fillers[MLG_N_LIVE_KINDS]) (MlgLiveResolver *) = {
  [MLG_LIVE_MAP]          = mlg_live_fill_map,
  [MLG_LIVE_GRAPH]        = mlg_live_fill_graph,
  [MLG_LIVE_STAKEHOLDERS] = mlg_live_fill_stakeholders,
  [MLG_LIVE_AXES]         = mlg_live_fill_axes,
  [MLG_LIVE_RING]         = mlg_live_fill_ring,
  [MLG_LIVE_TIMELINE]     = mlg_live_fill_timeline,
  [MLG_LIVE_RADAR]        = mlg_live_fill_radar,
  [MLG_LIVE_FIGURES]      = mlg_live_fill_figures,
  [MLG_LIVE_ACTORS]       = mlg_live_fill_actors,
  [MLG_LIVE_PHOTO]        = mlg_live_fill_photo,
};

/* ---- for the fillers */

void
mlg_live_fail (MlgLiveResolver *self,
               const char      *problem)
{
  g_free (self->live->problem);
  self->live->problem = g_strdup (problem);
}

gboolean
mlg_live_is_about (MlgLiveResolver *self,
                   const char      *entity)
{
  return self->subject != NULL && strcmp (mlg_record_get_entity (self->subject)->name, entity) == 0;
}

gboolean
mlg_live_wants (MlgLiveResolver *self,
                const char      *option)
{
  return g_strcmp0 (mlg_live_block_get_option (self->block, option), "yes") == 0;
}

gboolean
mlg_live_may_show (MlgLiveResolver *self,
                   MlgRecord       *record)
{
  const char *visibility = mlg_record_get_named (record, "visibility");

  if (g_strcmp0 (visibility, "private") == 0)
    return self->audience == MLG_LIVE_FOR_GROUP;
  return g_strcmp0 (visibility, "group") != 0 || (self->audience & MLG_LIVE_FOR_READERS) == 0;
}

MlgRecord *
mlg_live_get (MlgLiveResolver *self,
              const char      *entity,
              const char      *id_text)
{
  g_autoptr(MlgRecord) record = NULL;
  MlgId id;

  if (id_text == NULL || !mlg_id_parse (id_text, &id))
    return NULL;
  record = mlg_project_get_record (self->project, mlg_schema_find (entity), &id);
  if (record == NULL || mlg_record_is_deleted (record) || !mlg_live_may_show (self, record))
    return NULL;
  return g_steal_pointer (&record);
}

char *
mlg_live_display (MlgLiveResolver *self,
                  MlgRecord       *record,
                  const char      *field_name)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (record), field_name);
  const char *value = field != NULL ? mlg_record_get (record, field) : NULL;

  return value != NULL ? mlg_project_display (self->project, field, value) : NULL;
}

char *
mlg_live_titles (MlgLiveResolver *self,
                 const char      *entity,
                 const char      *ids)
{
  g_auto(GStrv) elements = mlg_value_split (ids);
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) record = mlg_live_get (self, entity, elements[i]);

      if (record != NULL)
        g_ptr_array_add (titles, mlg_record_dup_title (record));
    }
  if (titles->len == 0)
    return NULL;
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

/* Whom of a monograph it is about: "actors", "initiative", "territory"; NULL: the actors and the initiative. */
static const char *
get_scope (MlgLiveResolver *self)
{
  const char *scope = mlg_live_block_get_option (self->block, "of");
  static const char *const scopes[] = { "actors", "initiative", "territory" };

  for (guint i = 0; scope != NULL && i < G_N_ELEMENTS (scopes); i++)
    if (strcmp (scope, scopes[i]) == 0)
      return scopes[i];
  return NULL;
}

/* What only an initiative has is shown of it, whatever is chosen. */
static gboolean
takes (MlgLiveResolver *self,
       const char      *part)
{
  const char *scope = get_scope (self);
  gboolean of_initiative = self->block->kind == MLG_LIVE_STAKEHOLDERS || self->block->kind == MLG_LIVE_RADAR;

  return scope == NULL || strcmp (scope, part) == 0 || (of_initiative && strcmp (part, "initiative") == 0);
}

MlgRecord *
mlg_live_get_initiative (MlgLiveResolver *self)
{
  if (mlg_live_is_about (self, "initiative"))
    return g_object_ref (self->subject);
  if (mlg_live_is_about (self, "monograph") && takes (self, "initiative"))
    return mlg_live_get (self, "initiative", mlg_record_get_named (self->subject, "initiative"));
  return NULL;
}

static void
add_actor (MlgLiveResolver *self,
           GPtrArray       *actors,
           const char      *id)
{
  g_autoptr(MlgRecord) actor = mlg_live_get (self, MLG_ENTITY_ACTOR, id);

  if (actor != NULL && !g_ptr_array_find (actors, actor, NULL))
    g_ptr_array_add (actors, g_steal_pointer (&actor));
}

static void
add_actors (MlgLiveResolver *self,
            GPtrArray       *actors,
            const char      *ids)
{
  g_auto(GStrv) elements = mlg_value_split (ids);

  for (guint i = 0; elements[i] != NULL; i++)
    add_actor (self, actors, elements[i]);
}

static void
add_actors_of_initiative (MlgLiveResolver *self,
                          GPtrArray       *actors,
                          MlgRecord       *initiative)
{
  g_autoptr(GPtrArray) rows = mlg_project_referring (self->project, mlg_schema_find ("involvement"), "initiative",
                                                     mlg_record_get_id (initiative));

  add_actors (self, actors, mlg_record_get_named (initiative, "carriers"));
  add_actors (self, actors, mlg_record_get_named (initiative, "supporters"));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const char *who = mlg_record_get_named (rows->pdata[i], "stakeholder");

      if (who != NULL && g_str_has_prefix (who, "actor:") && mlg_live_may_show (self, rows->pdata[i]))
        add_actor (self, actors, who + strlen ("actor:"));
    }
}

/* By the elements of a multiple field. */
static void
add_actors_of_territory (MlgLiveResolver *self,
                         GPtrArray       *actors,
                         MlgRecord       *territory)
{
  static const char *const fields[] = { "territories", "seat_territories" };

  for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
    {
      g_autoptr(GPtrArray) here = mlg_project_referring (self->project, mlg_schema_find (MLG_ENTITY_ACTOR), fields[k],
                                                         mlg_record_get_id (territory));

      for (guint i = 0; i < here->len; i++)
        if (mlg_live_may_show (self, here->pdata[i]) && !g_ptr_array_find (actors, here->pdata[i], NULL))
          g_ptr_array_add (actors, g_object_ref (here->pdata[i]));
    }
}

GPtrArray *
mlg_live_get_territories (MlgLiveResolver *self)
{
  GPtrArray *territories = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) ids = NULL;

  if (mlg_live_is_about (self, "territory"))
    g_ptr_array_add (territories, g_object_ref (self->subject));
  if (!mlg_live_is_about (self, "monograph") || g_strcmp0 (get_scope (self), "territory") != 0)
    return territories;

  ids = mlg_value_split (mlg_record_get_named (self->subject, "territories"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      MlgRecord *territory = mlg_live_get (self, "territory", ids[i]);

      if (territory != NULL)
        g_ptr_array_add (territories, territory);
    }
  return territories;
}

GPtrArray *
mlg_live_get_actors (MlgLiveResolver *self)
{
  GPtrArray *actors = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);
  g_autoptr(GPtrArray) territories = mlg_live_get_territories (self);

  if (mlg_live_is_about (self, MLG_ENTITY_ACTOR))
    g_ptr_array_add (actors, g_object_ref (self->subject));
  if (mlg_live_is_about (self, "monograph") && takes (self, "actors"))
    add_actors (self, actors, mlg_record_get_named (self->subject, "actors"));
  for (guint i = 0; i < territories->len; i++)
    add_actors_of_territory (self, actors, territories->pdata[i]);
  if (initiative != NULL)
    add_actors_of_initiative (self, actors, initiative);
  return actors;
}

/* Those of @field that may be shown, once each. */
static void
add_partnerships (MlgLiveResolver *self,
                  GPtrArray       *found,
                  const char      *field,
                  const MlgId     *id,
                  GPtrArray       *actors)      /* NULL, or both ends are among them */
{
  g_autoptr(GPtrArray) rows = mlg_project_referring (self->project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), field, id);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr(MlgRecord) a = mlg_live_get (self, MLG_ENTITY_ACTOR, mlg_record_get_named (rows->pdata[i], "a"));
      g_autoptr(MlgRecord) b = mlg_live_get (self, MLG_ENTITY_ACTOR, mlg_record_get_named (rows->pdata[i], "b"));

      if (a == NULL || b == NULL || !mlg_live_may_show (self, rows->pdata[i]) || g_ptr_array_find (found, rows->pdata[i], NULL))
        continue;
      if (actors == NULL || (g_ptr_array_find (actors, a, NULL) && g_ptr_array_find (actors, b, NULL)))
        g_ptr_array_add (found, g_object_ref (rows->pdata[i]));
    }
}

GPtrArray *
mlg_live_get_partnerships (MlgLiveResolver *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) actors = mlg_live_get_actors (self);
  g_autoptr(MlgRecord) initiative = mlg_live_get_initiative (self);
  gboolean of_one = mlg_live_is_about (self, MLG_ENTITY_ACTOR);

  if (mlg_live_is_about (self, MLG_ENTITY_PARTNERSHIP))
    g_ptr_array_add (found, g_object_ref (self->subject));
  for (guint i = 0; i < actors->len; i++)
    {
      add_partnerships (self, found, "a", mlg_record_get_id (actors->pdata[i]), of_one ? NULL : actors);
      add_partnerships (self, found, "b", mlg_record_get_id (actors->pdata[i]), of_one ? NULL : actors);
    }
  if (initiative != NULL)
    add_partnerships (self, found, "initiative", mlg_record_get_id (initiative), NULL);
  return found;
}

void
mlg_live_set_caption (MlgLiveResolver *self,
                      char            *caption)
{
  const char *given = mlg_live_block_get_option (self->block, "caption");

  g_free (self->live->caption);
  self->live->caption = given != NULL ? g_strdup (given) : g_steal_pointer (&caption);
  g_free (caption);
}

/* ---- whom it is about */

static void
find_subject (MlgLiveResolver *self)
{
  const char *const *entities = subjects[self->block->kind];
  MlgId id;

  if (self->block->id[0] == '\0')
    {
      self->subject = self->monograph != NULL ? g_object_ref (self->monograph) : NULL;
      return;
    }

  for (guint i = 0; entities[i] != NULL && self->subject == NULL; i++)
    {
      const MlgEntity *entity = mlg_schema_find (entities[i]);
      g_autoptr(MlgRecord) record = NULL;

      if (!mlg_project_resolve (self->project, entity, self->block->id, &id, NULL))
        continue;
      record = mlg_project_get_record (self->project, entity, &id);
      if (record != NULL && !mlg_record_is_deleted (record) && mlg_live_may_show (self, record))
        self->subject = g_steal_pointer (&record);
    }
}

static MlgRecord *
get_monograph (MlgProject  *project,
               const MlgId *id)
{
  g_autoptr(MlgRecord) record = id != NULL ? mlg_project_get_record (project, mlg_schema_find ("monograph"), id) : NULL;

  return record != NULL && !mlg_record_is_deleted (record) ? g_steal_pointer (&record) : NULL;
}

MlgLive *
mlg_project_live_new (MlgProject      *project,
                      const MlgId     *monograph,
                      const char      *address,
                      MlgLiveAudience  audience)
{
  g_autoptr(MlgLiveBlock) block = mlg_live_block_parse (address);
  g_autoptr(MlgRecord) parent = NULL;
  MlgLiveResolver self = { .project = project, .audience = audience };

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  if (block == NULL)
    return NULL;

  parent = get_monograph (project, monograph);
  self.block = block;
  self.monograph = parent;
  self.live = mlg_live_new (block->kind, address);
  find_subject (&self);
  if (self.subject == NULL)
    mlg_live_fail (&self, _("What this shows is no longer in the file."));
  else
    fillers[block->kind] (&self);
  if (self.live->caption == NULL)
    self.live->caption = g_strdup (mlg_live_kind_get_label (block->kind));
  self.live->alternative = mlg_live_describe (self.live);
  g_clear_object (&self.subject);
  return self.live;
}

/* ---- suggesting */

static void
suggest (GPtrArray  *found,
         MlgProject *project,
         const MlgId *monograph,
         MlgLiveKind kind,
         const char *id)
{
  g_autoptr(MlgLiveBlock) block = mlg_live_block_new (kind, id);
  g_autofree char *address = mlg_live_block_dup_address (block);
  g_autoptr(MlgLive) live = mlg_project_live_new (project, monograph, address, MLG_LIVE_FOR_GROUP);

  if (live->problem == NULL)
    g_ptr_array_add (found, g_steal_pointer (&address));
}

/* Partnerships between two actors of the monograph: their axes, and their ring. */
static void
suggest_partnerships (GPtrArray   *found,
                      MlgProject  *project,
                      MlgRecord   *monograph)
{
  g_autoptr(MlgLiveBlock) block = mlg_live_block_new (MLG_LIVE_AXES, "");
  MlgLiveResolver self = { .project = project, .monograph = monograph, .subject = monograph, .block = block };
  g_autoptr(GPtrArray) partnerships = mlg_live_get_partnerships (&self);

  for (guint i = 0; i < partnerships->len; i++)
    {
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (partnerships->pdata[i]));

      suggest (found, project, mlg_record_get_id (monograph), MLG_LIVE_AXES, id);
      suggest (found, project, mlg_record_get_id (monograph), MLG_LIVE_RING, id);
    }
}

char **
mlg_project_live_suggest (MlgProject  *project,
                          const MlgId *monograph_id)
{
  static const MlgLiveKind whole[] = { MLG_LIVE_GRAPH, MLG_LIVE_MAP, MLG_LIVE_STAKEHOLDERS, MLG_LIVE_AXES, MLG_LIVE_RING, MLG_LIVE_TIMELINE,
                                       MLG_LIVE_RADAR, MLG_LIVE_FIGURES, MLG_LIVE_ACTORS };
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr(MlgRecord) monograph = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  monograph = get_monograph (project, monograph_id);
  for (guint i = 0; monograph != NULL && i < G_N_ELEMENTS (whole); i++)
    suggest (found, project, monograph_id, whole[i], "");
  if (monograph != NULL)
    {
      g_autoptr(GPtrArray) photos = NULL;
      g_autofree char *target = NULL;
      char id[MLG_ID_TEXT_LENGTH + 1];

      suggest_partnerships (found, project, monograph);
      target = g_strconcat ("monograph:", mlg_id_write (monograph_id, id), NULL);
      photos = mlg_project_referring (project, mlg_schema_find ("attachment"), "target", monograph_id);
      for (guint i = 0; photos != NULL && i < photos->len; i++)
        suggest (found, project, monograph_id, MLG_LIVE_PHOTO, mlg_id_write (mlg_record_get_id (photos->pdata[i]), id));
    }
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (found, FALSE);
}

/* ---- addresses of records */

static MlgRecord *
find_record (MlgProject *project,
             const char *address)
{
  g_autofree char *entity_name = NULL;
  g_autofree char *id_text = NULL;
  g_autoptr(MlgRecord) record = NULL;
  const MlgEntity *entity;
  MlgId id;

  if (!mlg_record_address_parse (address, &entity_name, &id_text))
    return NULL;
  entity = mlg_schema_find (entity_name);
  if (entity == NULL || !mlg_project_resolve (project, entity, id_text, &id, NULL))
    return NULL;
  record = mlg_project_get_record (project, entity, &id);
  return record != NULL && !mlg_record_is_deleted (record) ? g_steal_pointer (&record) : NULL;
}

char *
mlg_project_address_title (MlgProject *project,
                           const char *address)
{
  g_autoptr(MlgRecord) record = find_record (project, address);

  if (record == NULL)
    return NULL;
  if (strcmp (mlg_record_get_entity (record)->name, "verbatim") == 0)
    {
      MlgId id;
      const char *speaker = mlg_record_get_named (record, "speaker");

      return speaker != NULL && mlg_id_parse (speaker, &id) ? mlg_project_dup_title (project, mlg_schema_find ("person"), &id) : NULL;
    }
  return mlg_record_dup_title (record);
}

char *
mlg_project_source_note (MlgProject *project,
                         const char *address)
{
  g_autofree char *whole = g_str_has_prefix (address, MLG_LIVE_SCHEME) ? g_strdup (address)
                                                                       : mlg_record_address_new ("source_link", address);
  g_autoptr(MlgRecord) source = find_record (project, whole);
  g_autoptr(MlgRecord) document = NULL;
  GString *note;
  const char *quote, *page, *reference;
  MlgId id;

  if (source == NULL)
    return NULL;

  note = g_string_new (NULL);
  quote = mlg_record_get_named (source, "quote");
  page = mlg_record_get_named (source, "page");
  reference = mlg_record_get_named (source, "document");
  if (reference != NULL && mlg_id_parse (reference, &id))
    document = mlg_project_get_record (project, mlg_schema_find ("document"), &id);
  if (quote != NULL)
    g_string_append_printf (note, _("“%s”"), quote);
  if (document != NULL && !mlg_record_is_deleted (document))
    {
      g_autofree char *title = mlg_record_dup_title (document);
      const char *issuer = mlg_record_get_named (document, "issuer");
      const char *url = mlg_record_get_named (document, "url");
      const MlgField *date_field = mlg_entity_find_field (mlg_record_get_entity (document), "date");
      const char *date = mlg_record_get (document, date_field);

      g_string_append_printf (note, "%s%s", note->len > 0 ? ", " : "", title);
      if (issuer != NULL && strstr (title, issuer) == NULL)
        g_string_append_printf (note, ", %s", issuer);
      if (date != NULL)
        {
          g_autofree char *shown = mlg_value_to_display (date_field, date);

          g_string_append_printf (note, ", %s", shown);
        }
      if (url != NULL)
        g_string_append_printf (note, ", %s", url);
    }
  if (page != NULL)
    {
      g_string_append (note, note->len > 0 ? ", " : "");
      g_string_append_printf (note, _("p. %s"), page);
    }
  return g_string_free (note, FALSE);
}
