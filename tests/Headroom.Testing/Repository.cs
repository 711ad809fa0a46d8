namespace Headroom.Testing;

/// <summary>Where the checkout lies that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>Folder of <c>Headroom.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Headroom.slnx")))
            folder = folder.Parent;

        return folder?.FullName
            ?? throw new InvalidOperationException("The tests run outside a checkout: no Headroom.slnx above them.");
    }
}
