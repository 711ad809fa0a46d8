using Headroom.Traces.Input;
using Headroom.Traces.Jobs;
using Headroom.Traces.Kueue;
using Headroom.Traces.Sacct;
using Headroom.Traces.Tables;

namespace Headroom.Traces;

/// <summary>Reads a history of jobs in any supported format.</summary>
public static class JobHistoryReader
{
    /// <summary>
    /// Reads <paramref name="path"/>, compressed by gzip or not; lines that cannot be read are reported in the result,
    /// or refused when <paramref name="strict"/>. A job that never started is reported too, but is no fault and passes
    /// when strict. Memory grows with the jobs only, never with the length of a line.
    /// </summary>
    /// <exception cref="TraceFormatException">
    /// The file is missing or no text, its header is at fault, it holds no job, it has a bad line and <paramref
    /// name="strict"/> is set, or more than 100 lines and more than half of those read so far are bad.
    /// </exception>
    public static JobHistory Read(string path, JobHistoryFormat format, bool strict)
    {
        if (format == JobHistoryFormat.Kueue) return WorkloadReader.Read(path, strict);

        using var table = Table.Open(path, TableFormOf(format));
        var form = Bind(format, table.Header);
        var ledger = new JobLedger(table, strict);

        while (table.MoveNext())
        {
            var row = table.Row;
            var line = form.Read(ref row, table.Line);
            ledger.Enter(row.Fault, line);
        }

        return ledger.Close(TraceFile.NameOf(path), form.IsDated);
    }

    private static TableForm TableFormOf(JobHistoryFormat format) => format switch
    {
        JobHistoryFormat.Muri => MuriForm.Form,
        JobHistoryFormat.Chronus => ChronusForm.Form,
        JobHistoryFormat.Gavel => GavelForm.Form,
        JobHistoryFormat.Sacct => SacctForm.Form,
        JobHistoryFormat.Csv => CsvForm.Form,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format of a history."),
    };

    private static IJobForm Bind(JobHistoryFormat format, Header header) => format switch
    {
        JobHistoryFormat.Muri => new MuriForm(header),
        JobHistoryFormat.Chronus => new ChronusForm(header),
        JobHistoryFormat.Gavel => new GavelForm(header),
        JobHistoryFormat.Sacct => new SacctForm(header),
        JobHistoryFormat.Csv => new CsvForm(header),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format of a history."),
    };
}
