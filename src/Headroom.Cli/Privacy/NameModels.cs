using Headroom.Privacy.Detection;
using Headroom.Privacy.Names;
using Headroom.Tagging;

namespace Headroom.Cli.Privacy;

/// <summary>
/// Models of names: those made by <c>privacy train-names</c>, and those in ONNX that a file describes.
/// </summary>
internal static class NameModels
{
    /// <summary>What is looked for, by the model of a file.</summary>
    public static DetectorOptions With(DetectorOptions options, string path)
    {
        if (IsDescription(path)) return options with { OtherNames = Open(path) };

        using var source = File.OpenRead(path);
        return options with { Names = NameModel.Read(source, path), OtherNames = null };
    }

    /// <summary>The model that a file describes; it lives as long as the program.</summary>
    public static INameModel Open(string path) => TaggingFile.Open(path);

    private static bool IsDescription(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";
}
