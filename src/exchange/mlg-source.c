/* The table of the readers, and what they read into. */

#include "exchange/mlg-source.h"

struct _MlgSource
{
  GPtrArray *sheets;      /* MlgSheet */
  GPtrArray *remarks;     /* char *, NULL-terminated */
};

/* The most particular first: where two are as sure, the first wins. */
static const MlgReader *const readers[] = {
  &mlg_reader_xlsx,
  &mlg_reader_pair,
  &mlg_reader_ods,
  &mlg_reader_tables,
  &mlg_reader_vcard,
  &mlg_reader_icalendar,
  &mlg_reader_gogocarto,
  &mlg_reader_gogocarto_taxonomy,
  &mlg_reader_yeswiki,
  &mlg_reader_kumu,
  &mlg_reader_graphml,
  &mlg_reader_gexf,
  &mlg_reader_geojson,
  &mlg_reader_records,
  NULL,
};

const MlgReader *const *
mlg_source_get_readers (void)
{
  return readers;
}

const MlgReader *
mlg_source_find_reader (const char *name)
{
  for (guint i = 0; readers[i] != NULL; i++)
    if (g_strcmp0 (readers[i]->name, name) == 0)
      return readers[i];

  return NULL;
}

const MlgReader *
mlg_source_guess_reader (const char *name,
                         GBytes     *bytes)
{
  const MlgReader *best = NULL;
  guint sure = 0;

  for (guint i = 0; readers[i] != NULL; i++)
    {
      guint n = readers[i]->detect == NULL ? 0 : readers[i]->detect (name, bytes);

      if (n > sure)
        {
          best = readers[i];
          sure = n;
        }
    }

  return best;
}

MlgSource *
mlg_source_new (void)
{
  MlgSource *self = g_new0 (MlgSource, 1);

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_sheet_free);
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->remarks, NULL);
  return self;
}

MlgSource *
mlg_source_read (const MlgReader  *reader,
                 GBytes           *bytes,
                 GCancellable     *cancellable,
                 GError          **error)
{
  g_autoptr(MlgSource) self = mlg_source_new ();

  return reader->read (self, bytes, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
mlg_source_free (MlgSource *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

guint
mlg_source_get_n_sheets (MlgSource *self)
{
  return self->sheets->len;
}

MlgSheet *
mlg_source_get_sheet (MlgSource *self,
                      guint      i)
{
  return self->sheets->pdata[i];
}

void
mlg_source_add_sheet (MlgSource *self,
                      MlgSheet  *sheet)
{
  g_ptr_array_add (self->sheets, sheet);
}

void
mlg_source_add_remark (MlgSource  *self,
                       const char *sentence)
{
  g_ptr_array_insert (self->remarks, self->remarks->len - 1, g_strdup (sentence));
}

const char *const *
mlg_source_get_remarks (MlgSource *self)
{
  return (const char *const *) self->remarks->pdata;
}
