using Xunit;

namespace Headroom.Testing;

/// <summary>
/// Public histories and published results, kept beside the checkout because their licences or sizes keep them out of
/// it. A test that needs one is skipped, with the reason printed, only where the folder is absent.
/// </summary>
public static class PublicData
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("HEADROOM_DATA") is { Length: > 0 } folder
            ? folder
            : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>
    /// Full path of <paramref name="relativePath"/>; skips the calling test where the data folder is absent.
    /// </summary>
    public static string Require(string relativePath)
    {
        Assert.SkipUnless(
            Directory.Exists(Folder), "public data is not beside the checkout; set HEADROOM_DATA to its folder");
        return Path.Combine(Folder, relativePath);
    }
}
