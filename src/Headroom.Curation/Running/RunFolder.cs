using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;
using Headroom.Formats;

namespace Headroom.Curation.Running;

/// <summary>
/// The folder of a run: results under kept, removed, duplicates and damaged, and what a run that goes on must know
/// under work. One run at a time writes to it, or several parts of one run beside each other.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private readonly string _root;
    private readonly FolderLock? _lock;

    /// <summary>Takes the folder, for the work that <paramref name="plan"/> describes.</summary>
    /// <exception cref="CurationException">Another run has it, or it holds other work.</exception>
    public RunFolder(string root, string plan, bool resumes, Shard? shard = null)
    {
        _root = root;
        Directory.CreateDirectory(Work);
        try
        {
            _lock = FolderLock.Take(Work, shard);
            Begin(plan, resumes);
        }
        catch (IOException) when (_lock is null)
        {
            throw new CurationException(
                root, 0, "another run writes to this folder", "wait for it or choose another folder");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Work => Path.Combine(_root, "work");

    private string PlanFile => Path.Combine(Work, "plan");

    /// <summary>Path of a result of lines.</summary>
    public string Result(string kind, InputFile file, Compression compression) =>
        Path.Combine(_root, kind, $"{file.Name}.jsonl{BlockCompressor.EndingOf(compression)}");

    /// <summary>Where the lines of a result go: to the result itself, or to what becomes a table.</summary>
    public string Lines(string kind, FileForm form) => form.IsTable
        ? Scratch(form.File, $"{kind}.jsonl{BlockCompressor.EndingOf(form.Compression)}")
        : Result(kind, form.File, form.Compression);

    /// <summary>Path of a result that is a table.</summary>
    public string Table(string kind, InputFile file) => Path.Combine(_root, kind, $"{file.Name}.parquet");

    /// <summary>Path of something that only the run itself needs.</summary>
    public string Scratch(InputFile file, string kind) => Path.Combine(Work, $"{file.Name}.{kind}");

    /// <summary>Path of a file of the whole run.</summary>
    public string File(string name) => Path.Combine(_root, name);

    public void Dispose() => _lock?.Dispose();

    /// <summary>What decides the results: recipe, inputs with their lengths, and what is kept.</summary>
    public static string PlanOf(Recipe recipe, IReadOnlyList<InputFile> files, RunOptions options)
    {
        var plan = new StringBuilder();
        plan.Append(CultureInfo.InvariantCulture,
            $"{recipe.TextKey}\n{recipe.UrlPath}\n{recipe.Words}\n{recipe.AddsLineage}\n{options.KeepsRemoved}\n");
        if (options.Form != OutputForm.AsInput) plan.Append(CultureInfo.InvariantCulture, $"{options.Form}\n");
        if (options.Masking is { } masking) plan.Append(CultureInfo.InvariantCulture, $"{masking.Id}\n");
        foreach (var stage in recipe.Stages)
        {
            plan.Append(stage.Name);
            foreach (var key in stage.Keys)
                plan.Append(CultureInfo.InvariantCulture, $" {key.Name}={stage.Values[key.Name]:R}");
            plan.Append('\n');
        }

        foreach (var path in options.Benchmarks.Concat(files.Select(file => file.Path)))
            plan.Append(CultureInfo.InvariantCulture, $"{path}\t{new FileInfo(path).Length}\n");
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(plan.ToString())));
    }

    private void Begin(string plan, bool resumes)
    {
        var held = System.IO.File.Exists(PlanFile) ? System.IO.File.ReadAllText(PlanFile) : null;
        if (held is null && !Directory.EnumerateFileSystemEntries(_root).Any(entry => entry != Work))
        {
            // Parts that begin together write the same.
            var partial = $"{PlanFile}.{Guid.NewGuid():N}";
            System.IO.File.WriteAllText(partial, plan);
            System.IO.File.Move(partial, PlanFile, overwrite: true);
            return;
        }

        var (problem, remedy) = held is null ? ("the folder is not empty", "choose a new one")
            : held != plan ? ("the folder holds a run of another recipe or of other inputs", "choose a new one")
            : ("the folder holds a run already", "go on with it by --resume, or choose a new one");
        if (held != plan || !resumes) throw new CurationException(_root, 0, problem, remedy);
    }
}
