using System.Collections.Concurrent;
using System.Security.Cryptography;
using Headroom.Formats.Parquet;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Masking;

/// <summary>What a second reading of a masked file found.</summary>
/// <param name="Count">Findings that should not be there: the proof of a run is that there are none.</param>
/// <param name="InPlace">
/// Findings that are what the run put in their places: values that look like what they replaced, as the policy asked.
/// </param>
public readonly record struct FoundAgain(long Count, long InPlace);

/// <summary>
/// Reads a masked file as if it were an original. Where the policy writes values that look like real ones, the original
/// is masked once more beside it, which tells where they stand: exactly those are told apart, by record, field and
/// bytes, and a number at any other place counts. Memory does not grow with the file.
/// </summary>
public static class SecondReading
{
    private const int Ahead = 4_096;

    /// <summary>Reads the copy that a run made of a file.</summary>
    /// <param name="run">The run, with the key that it had.</param>
    /// <param name="source">The original.</param>
    /// <param name="target">The copy.</param>
    /// <param name="interrupted">Ends it between two blocks.</param>
    /// <exception cref="InvalidDataException">The copy is not what masking the original writes.</exception>
    public static FoundAgain Of(MaskRun run, string source, string target, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(run);
        var looked = run.Policy.Detection.Entities ?? RuleBook.Entities.ToHashSet();
        var entities = looked.Where(entity => run.Policy.ActionOf(entity) is not Keep).ToHashSet();
        var again = run with
        {
            OnFinding = null,
            OnProgress = null,
            Writes = false,
            Policy = run.Policy with { Detection = run.Policy.Detection with { Entities = entities } },
        };
        if (!entities.Any(entity => run.Policy.ActionOf(entity).KeepsFormat))
            return new FoundAgain(FileMask.Scan(again, target, interrupted).Findings, 0);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var places = new BlockingCollection<Placement>(Ahead);
        using var written = SHA256.Create();
        var masking = Task.Run(() => MaskAgain(run, source, written, places, stop.Token), CancellationToken.None);
        try
        {
            var judged = new Judged(places, stop.Token);
            var isSame = Read(again with { OnFinding = judged.Take }, target, written, masking, interrupted);
            return isSame
                ? new FoundAgain(judged.Count, judged.InPlace)
                : throw new InvalidDataException($"{target}: this is not what masking {source} writes; one of them was changed meanwhile, so mask it again");
        }
        finally
        {
            stop.Cancel();
            ((Task)masking).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static void MaskAgain(
        MaskRun run, string source, SHA256 written, BlockingCollection<Placement> places, CancellationToken stop)
    {
        try
        {
            using var original = FileMask.Open(run, source);
            using var copy = new CryptoStream(Stream.Null, written, CryptoStreamMode.Write);
            var once = run with { OnFinding = null, OnProgress = null, OnPlaced = place => places.Add(place, stop) };
            StreamMask.Run(once, source, original, copy, stop);
        }
        finally
        {
            places.CompleteAdding();
        }
    }

    // Whether the copy's bytes are those that masking writes; those of Parquet are packed anew, and are not compared.
    private static bool Read(MaskRun run, string target, SHA256 written, Task masking, CancellationToken interrupted)
    {
        using var copy = FileMask.Open(run, target);
        if (copy is ParquetRecordStream)
        {
            StreamMask.Run(run, target, copy, null, interrupted);
            masking.GetAwaiter().GetResult();
            return true;
        }

        using var read = SHA256.Create();
        using var hashed = new CryptoStream(copy, read, CryptoStreamMode.Read, leaveOpen: true);
        StreamMask.Run(run, target, hashed, null, interrupted);
        masking.GetAwaiter().GetResult();
        return read.Hash.AsSpan().SequenceEqual(written.Hash);
    }

    // Both come in the order of records, so that the places of one record are enough.
    private sealed class Judged(BlockingCollection<Placement> places, CancellationToken stop)
    {
        private readonly List<Placement> _ofRecord = [];
        private Placement? _next;
        private bool _isEnd;

        public long Count { get; private set; }

        public long InPlace { get; private set; }

        public void Take(FieldFinding finding)
        {
            _ofRecord.RemoveAll(place => place.Record < finding.Record);
            while (Next() is { } place && place.Record <= finding.Record)
            {
                if (place.Record == finding.Record) _ofRecord.Add(place);
                _next = null;
            }

            if (_ofRecord.Exists(place => place.Field == finding.Field && IsThere(place, finding))) InPlace++;
            else Count++;
        }

        private Placement? Next()
        {
            if (_next is not null || _isEnd) return _next;
            if (places.TryTake(out var place, Timeout.Infinite, stop)) _next = place;
            else _isEnd = true;
            return _next;
        }

        // A number is what was put there, all of it. Where a made-up name ends is the model's opinion, and what it adds
        // was no finding beside the real one.
        private static bool IsThere(Placement place, FieldFinding finding) =>
            finding.Rule.Entity is "PERSON" or "ADDRESS" or "LOCATION" && place.Entity is "PERSON" or "ADDRESS" or "LOCATION"
                ? finding.Start < place.End && place.Start < finding.End
                : place.Start <= finding.Start && finding.End <= place.End;
    }
}
