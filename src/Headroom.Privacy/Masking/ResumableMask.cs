using System.Globalization;
using System.Security.Cryptography;
using Headroom.Formats;
using Headroom.Privacy.Files;

namespace Headroom.Privacy.Masking;

/// <summary>
/// A masking run over files that can be stopped anywhere, by a kill, a full disk or a power cut, and gone on with: what
/// was brought to the disk is not done again, and the outputs are byte for byte those of a run that was never stopped.
/// </summary>
/// <remarks>
/// Its state is a folder <c>.headroom-resume</c> beside the outputs, with a place of each file that is written when
/// all before it is on the disk. Not thread-safe; a second run over the same folder is refused.
/// </remarks>
public sealed class ResumableMask : IDisposable
{
    /// <summary>Name of the folder with the state.</summary>
    public const string FolderName = ".headroom-resume";

    private const int IdBytes = 8;

    private readonly string _folder;
    private readonly MaskRun _run;
    private readonly IReadOnlyList<(string Source, string Target)> _files;
    private readonly FolderLock _lock;
    private readonly FindingsFile? _findings;

    private ResumableMask(
        string folder, MaskRun run, IReadOnlyList<(string Source, string Target)> files, string? findings,
        Shard? shard)
    {
        (_folder, _files) = (Path.Combine(folder, FolderName), files);
        Directory.CreateDirectory(_folder);
        _lock = Locked(_folder, shard);
        try
        {
            Id = Agreed(MaskTerms.Of(run, files, findings));
            if (findings is not null) _findings = FindingsFile.Open(_folder, findings, FindingsBefore(files.Count));
            _run = _findings is null ? run : run with { OnFinding = _findings.Write };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Tells runs apart: 16 hexadecimal digits of chance, the same however often it is gone on with.</summary>
    public string Id { get; }

    /// <summary>Begins a run, or goes on with the one that was stopped in the folder.</summary>
    /// <param name="folder">Folder of the outputs; made where there is none.</param>
    /// <param name="run">What is done.</param>
    /// <param name="files">Originals and what is made of them, in order.</param>
    /// <param name="findings">File for findings as JSON Lines; null for none, as for a part.</param>
    /// <param name="shard">
    /// The part of the files that is masked, beside other parts; null for all. What goes on when all parts are done
    /// finds them masked.
    /// </param>
    /// <exception cref="InvalidDataException">The stopped run was another one, or its state is damaged.</exception>
    /// <exception cref="IOException">Another run is at work in the folder, or an output would be an original.</exception>
    public static ResumableMask Open(
        string folder, MaskRun run, IReadOnlyList<(string Source, string Target)> files, string? findings,
        Shard? shard = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(files);
        if (shard is not null && findings is not null)
            throw new InvalidDataException("findings are told in the order of the files, which parts do not know; leave out --findings, or mask all files in one run");
        if (run.Policy.IsRandom)
            throw new InvalidDataException($"the policy '{run.Policy.Name}' draws surrogates by chance, and a run that goes on would draw others; mask without --resume");
        if (run.Policy.UsesTokens)
            throw new InvalidDataException($"the policy '{run.Policy.Name}' has tokens, whose map is written when a file is whole; mask without --resume");
        OutputNames.DemandApart(files.Select(file => file.Source), files.Select(file => file.Target));
        foreach (var (source, _) in files)
        {
            if (FileMask.IsParquet(run, source))
                throw new InvalidDataException($"{source}: a Parquet file is written in one run, since its end holds the places of all before it; mask it without --resume");
        }

        return new ResumableMask(folder, run, files, findings, shard);
    }

    /// <summary>Masks a file, or what is left of it.</summary>
    /// <param name="index">Which, from 0; those before it are done.</param>
    /// <param name="onProgress">Told how many bytes of the source are done, those of earlier runs first; null where nobody asks.</param>
    /// <param name="interrupted">Ends the run between two blocks.</param>
    /// <exception cref="Records.RecordException">The file is not what it should be.</exception>
    public MaskResult Mask(int index, Action<long>? onProgress, CancellationToken interrupted)
    {
        var target = _files[index].Target;
        var place = MaskPlace.Read(PlaceOf(index)) ?? MaskPlace.Start(FindingsBefore(index));
        if (!place.IsWhole) place = Rest(index, place, onProgress, interrupted);
        var partial = PartialOf(index);
        if (File.Exists(partial)) File.Move(partial, target, overwrite: true);
        if (!File.Exists(target) || new FileInfo(target).Length != place.Written)
            throw new InvalidDataException($"{target}: the file was changed after the run wrote it; delete the folder {_folder} and begin again");

        return new MaskResult(place.Reached.Records, place.Bytes, place.Reached.Counts);
    }

    /// <summary>
    /// What a second reading of an output found: it is read once, however often the run is gone on with.
    /// </summary>
    /// <param name="index">Which, from 0; it is done.</param>
    /// <param name="interrupted">Ends it between two blocks.</param>
    public FoundAgain FoundAgain(int index, CancellationToken interrupted)
    {
        var place = MaskPlace.Read(PlaceOf(index)) ?? throw new InvalidOperationException("the file is not masked yet");
        if (place.FoundAgain is { } known) return known;

        var (source, target) = _files[index];
        var found = SecondReading.Of(_run, source, target, interrupted);
        (place with { FoundAgain = found }).Write(PlaceOf(index));
        return found;
    }

    /// <summary>Puts the list of findings under its name.</summary>
    public void CommitFindings() => _findings?.Commit();

    /// <summary>Takes away the state: the run is over and is never gone on with.</summary>
    public void Finish()
    {
        Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _findings?.Dispose();
        _lock.Dispose();
    }

    private MaskPlace Rest(int index, MaskPlace place, Action<long>? onProgress, CancellationToken interrupted)
    {
        var (path, target) = _files[index];
        using var source = FileMask.Open(_run, path);
        using var output = new GrowingOutput(PartialOf(index), target, place.Written);
        using var writer = new PartedOutput(target, output.Stream);
        var run = _run with { OnProgress = onProgress };
        var result = StreamMask.Run(
            run, path, source, writer, place.Reached, reached => Save(reached, bytes: 0, isWhole: false), interrupted);
        return Save(new MaskCheckpoint(result.Bytes, result.Records, result.Counts), result.Bytes, isWhole: true);

        // First what is told of, then that it is there.
        MaskPlace Save(MaskCheckpoint reached, long bytes, bool isWhole)
        {
            writer.EndPart();
            var findings = _findings?.Flush() ?? 0;
            var saved = new MaskPlace(reached, output.Flush(), findings, bytes, isWhole, null);
            saved.Write(PlaceOf(index));
            return saved;
        }
    }

    private string Agreed(MaskTerms terms)
    {
        var path = Path.Combine(_folder, "run.json");
        if (File.Exists(path))
        {
            var (difference, id) = terms.Compare(path);
            return difference is null ? id : throw new InvalidDataException(
                $"{_folder}: the run that was stopped here differs from this one ({difference}); run it as it was, or delete that folder and begin again");
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        terms.Write(path, made);
        return made;
    }

    // Bytes of findings that files before a place have left.
    private long FindingsBefore(int index)
    {
        for (var before = index - 1; before >= 0; before--)
        {
            if (MaskPlace.Read(PlaceOf(before)) is { } place) return place.Findings;
        }

        return 0;
    }

    private static FolderLock Locked(string folder, Shard? shard)
    {
        try
        {
            return FolderLock.Take(folder, shard);
        }
        catch (IOException fault) when (fault is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new IOException($"{folder}: another run is at work here, or the disk is full; wait for it, or name another folder with --out", fault);
        }
    }

    private string PlaceOf(int index) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{index}.json"));

    private string PartialOf(int index) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{index}.partial"));
}
