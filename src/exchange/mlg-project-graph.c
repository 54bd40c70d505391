/* The partnership graph of a project. */

#include <glib.h>
