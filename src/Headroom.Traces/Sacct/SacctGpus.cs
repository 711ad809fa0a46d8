using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Sacct;

/// <summary>
/// The accelerators of a job: what was allocated, else what was requested, from the columns of trackable resources
/// (TRES) or the generic ones of older versions (GRES), whichever names more. A job that names none used none.
/// </summary>
internal sealed class SacctGpus
{
    private readonly Column[] _allocated;
    private readonly Column[] _requested;
    private readonly Column[] _all;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="TraceFormatException">There is none of the four.</exception>
    public SacctGpus(Header header)
    {
        _allocated = Present(header, "AllocTRES", "AllocGRES");
        _requested = Present(header, "ReqTRES", "ReqGRES");
        _all = [.. _allocated, .. _requested];
        if (_allocated.Length + _requested.Length == 0)
        {
            throw header.Missing(
                "there is no column that tells the accelerators",
                "add AllocTRES, ReqTRES, AllocGRES or ReqGRES");
        }
    }

    /// <summary>How many accelerators the job had.</summary>
    public int Read(ref TableRow row) => LargestOf(ref row, _allocated) ?? LargestOf(ref row, _requested) ?? 0;

    /// <summary>The same, without finding fault: 0 where it cannot be read.</summary>
    public int ReadOrZero(ref TableRow row)
    {
        foreach (var column in _all)
        {
            if (TresGpus.TryCount(row.Text(column), out var count) && count > 0) return count;
        }

        return 0;
    }

    /// <summary>Their kind, as the first column that names one has it; empty when none does.</summary>
    public string ReadKind(ref TableRow row, TextPool texts)
    {
        foreach (var column in _all)
        {
            var kind = TresGpus.KindOf(row.Text(column));
            if (kind.Length > 0) return texts.Get(kind[..Math.Min(kind.Length, JobBounds.TextLengthMax)]);
        }

        return "";
    }

    private static Column[] Present(Header header, params ReadOnlySpan<string> names)
    {
        var columns = new List<Column>();
        foreach (var name in names)
        {
            if (header.Optional(name) is { IsPresent: true } column) columns.Add(column);
        }

        return [.. columns];
    }

    // Null when all of the columns are blank.
    private static int? LargestOf(ref TableRow row, Column[] columns)
    {
        int? largest = null;
        foreach (var column in columns)
        {
            var list = row.Text(column);
            if (SacctTime.IsUnknown(list)) continue;
            if (!TresGpus.TryCount(list, out var count))
            {
                row.Fail(
                    $"{column.Name} {Fault.Quote(list)} has no readable count of accelerators",
                    "write it as gres/gpu=4");
            }

            largest = Math.Max(largest ?? 0, count);
        }

        return largest;
    }
}
