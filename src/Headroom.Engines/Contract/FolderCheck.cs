namespace Headroom.Engines.Contract;

/// <summary>Looks whether an engine's folder takes files.</summary>
internal static class FolderCheck
{
    /// <summary>What was found.</summary>
    public static EngineCheck Of(string folder)
    {
        var probe = Path.Combine(folder, $".probe-{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            return new EngineCheck("folder", IsMet: true, $"{folder} takes files.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new EngineCheck("folder", IsMet: false, $"{folder} takes no files ({fault.Message}); mend that.");
        }
    }
}
