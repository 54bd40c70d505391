/* A monograph as it is read: plain text and structure. */

#include "model/mlg-monograph.h"

static void
quotation_free (gpointer data)
{
  MlgQuotation *quotation = data;

  g_free (quotation->id);
  g_free (quotation->text);
  g_free (quotation->speaker);
  g_free (quotation->function);
  g_free (quotation->structure);
  g_free (quotation->date);
  g_free (quotation);
}

static void
section_free (gpointer data)
{
  MlgMonographSection *section = data;

  g_free (section->chapter);
  g_free (section->chapter_front);
  g_free (section->heading);
  g_free (section->question);
  g_free (section->body);
  g_ptr_array_unref (section->quotations);
  g_ptr_array_unref (section->notes);
  g_ptr_array_unref (section->to_complete);
  g_free (section);
}

MlgMonograph *
mlg_monograph_new (void)
{
  MlgMonograph *self = g_new0 (MlgMonograph, 1);

  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->credits = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->lives = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mlg_live_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->source_notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->withheld = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
mlg_monograph_free (MlgMonograph *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->authors);
  g_free (self->author_mode);
  g_free (self->licence);
  g_free (self->date);
  g_free (self->language);
  g_free (self->state);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->credits);
  g_ptr_array_unref (self->missing);
  g_hash_table_unref (self->lives);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->source_notes);
  g_hash_table_unref (self->withheld);
  g_free (self);
}

MlgMonographSection *
mlg_monograph_add_section (MlgMonograph *self)
{
  MlgMonographSection *section = g_new0 (MlgMonographSection, 1);

  section->quotations = g_ptr_array_new_with_free_func (quotation_free);
  section->notes = g_ptr_array_new_with_free_func (g_free);
  section->to_complete = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->sections, section);
  return section;
}

MlgQuotation *
mlg_monograph_add_quotation (MlgMonographSection *section)
{
  MlgQuotation *quotation = g_new0 (MlgQuotation, 1);

  g_ptr_array_add (section->quotations, quotation);
  return quotation;
}
