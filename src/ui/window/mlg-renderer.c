/* Which renderer GTK shall use. */

#include "ui/window/mlg-renderer.h"

#include <dlfcn.h>
#include <gtk/gtk.h>

#define GL_RENDERER 0x1F01

typedef const guchar *(*GetString) (guint name);

static gboolean
is_software (const char *renderer)
{
  return strstr (renderer, "llvmpipe") != NULL || strstr (renderer, "softpipe") != NULL ||
         strstr (renderer, "swrast") != NULL || strstr (renderer, "Software") != NULL;
}

/* The name OpenGL gives itself; NULL when there is none. Not linked with any GL library: GTK
 * has loaded one by then, if there is one. */
static const char *
ask_gl_renderer (GdkGLContext *context)
{
  void *gl = dlopen ("libGL.so.1", RTLD_LAZY | RTLD_LOCAL);   /* kept: the string is in it */
  gpointer get_string = gl != NULL ? dlsym (gl, "glGetString") : NULL;

  if (get_string == NULL)
    return NULL;

  gdk_gl_context_make_current (context);
  return (const char *) ((GetString) get_string) (GL_RENDERER);
}

void
mlg_renderer_choose (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr(GdkGLContext) context = NULL;
  const char *renderer;

  if (g_getenv ("GSK_RENDERER") != NULL || display == NULL)
    return;

  context = gdk_display_create_gl_context (display, NULL);
  if (context == NULL || !gdk_gl_context_realize (context, NULL))
    {
      g_setenv ("GSK_RENDERER", "cairo", TRUE);
      return;
    }

  renderer = ask_gl_renderer (context);
  if (renderer != NULL && is_software (renderer))
    g_setenv ("GSK_RENDERER", "cairo", TRUE);
  gdk_gl_context_clear_current ();
}
