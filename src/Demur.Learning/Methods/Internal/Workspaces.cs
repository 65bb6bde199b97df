using Demur.Learning.Text;

namespace Demur.Learning.Methods.Internal;

/// <summary>One text workspace for each thread, so that classifiers need none from their callers.</summary>
internal static class Workspaces
{
    [ThreadStatic]
    private static TextWorkspace? _own;

    public static TextWorkspace Own => _own ??= new TextWorkspace();
}
