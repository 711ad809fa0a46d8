using Headroom.Curation.Recipes;
using Headroom.Curation.Running;
using Headroom.Formats;

namespace Headroom.Curation.Tests.Running;

/// <summary>A temporary folder with inputs and runs over them.</summary>
public sealed class RunFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-curation-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A file as text.</summary>
    public string Text(string name) => File.ReadAllText(Path(name));

    public RunOptions Options(string output, IReadOnlyList<string> inputs) =>
        new() { Inputs = inputs, OutputFolder = Path(output), KeepsRemoved = true };

    public RunReport Run(
        string recipe, string output, IReadOnlyList<string> inputs, int workers = 1, bool resumes = false,
        Masking? masking = null, OutputForm form = OutputForm.AsInput, Shard? shard = null) =>
        CurationRun.Execute(
            RecipeFile.Parse("recipe", recipe),
            Options(output, inputs) with
            {
                Workers = workers,
                Resumes = resumes,
                Masking = masking,
                Form = form,
                Shard = shard,
            },
            _ => { },
            TestContext.Current.CancellationToken);

    /// <summary>All results of a run by their names, without what the run keeps for itself.</summary>
    public IReadOnlyDictionary<string, byte[]> Results(string output) =>
        Directory.EnumerateFiles(Path(output), "*", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(Path(output), path))
            .Where(name => !name.StartsWith("work", StringComparison.Ordinal))
            .ToDictionary(name => name, name => File.ReadAllBytes(System.IO.Path.Combine(Path(output), name)));

    public void Dispose() => _folder.Delete(recursive: true);
}
