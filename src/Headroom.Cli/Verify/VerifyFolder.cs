using Headroom.Cli.Outcome;

namespace Headroom.Cli.Verify;

/// <summary>Where published data lie: the folder named, or its part for capacity.</summary>
internal sealed class VerifyFolder(string folder)
{
    private const string Part = "capacity";

    /// <summary>The file of golden values.</summary>
    public string Golden => Find("golden_tests.json")
        ?? throw new CommandFailure(
            ExitCode.NotFound, $"golden_tests.json is not in {folder}; name its folder with --data.");

    /// <summary>A file by its path within the folder; null where it is not at hand.</summary>
    public string? Find(string path)
    {
        string[] places = [Path.Combine(folder, Part, path), Path.Combine(folder, path)];
        return places.FirstOrDefault(File.Exists);
    }
}
