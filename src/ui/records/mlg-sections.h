/* In which order a sheet tells what it knows, under which headings: for the entities whose form
 * would be long. Fields no section names come last, together.
 */

#pragma once

#include "model/mlg-schema.h"
#include "store/mlg-record.h"

G_BEGIN_DECLS

#define MLG_SECTION_MAX_FIELDS   24
#define MLG_SECTION_MAX_CHILDREN 4

typedef enum
{
  MLG_SECTION_PLAIN        = 0,
  MLG_SECTION_SIDE_BY_SIDE = 1 << 0,   /* long texts beside each other, and how many are told: 2/3 */
  MLG_SECTION_FOLDED       = 1 << 1,   /* until the user opens it */
  MLG_SECTION_PRIVATE      = 1 << 2,   /* with a lock */
} MlgSectionFlags;

typedef struct
{
  const char      *name;                               /* in the settings */
  const char      *heading;                            /* N_(), or NULL for the first */
  MlgSectionFlags  flags;
  const char      *fields[MLG_SECTION_MAX_FIELDS];     /* NULL-terminated */
  const char      *children[MLG_SECTION_MAX_CHILDREN]; /* entities whose rows hang on the record */
} MlgSection;

/* NULL-terminated by name; NULL when the entity has none. */
const MlgSection *mlg_sections_of        (const MlgEntity *entity);
gboolean          mlg_sections_name      (const MlgSection *sections,
                                          const char       *field);
gboolean          mlg_sections_have_child (const MlgSection *sections,
                                          const char       *entity);
/* A field that matters for what this record is (the headcount of a group), or does not (the
 * opening hours of a person): 1, -1; 0: as any. */
int               mlg_field_matters      (MlgRecord       *record,
                                          const MlgField  *field);

G_END_DECLS
