namespace Headroom.Privacy.Records;

/// <summary>How a field's value is written in a record.</summary>
public enum FieldWriting
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Between quotes of JSON, without escapes.</summary>
    JsonText,

    /// <summary>Between quotes of JSON, with escapes.</summary>
    JsonEscaped,

    /// <summary>A number of JSON.</summary>
    JsonNumber,

    /// <summary>Between quotes of CSV.</summary>
    CsvQuoted,
}

/// <summary>Takes the fields of records as a reader comes by them.</summary>
internal interface IFieldSink
{
    /// <summary>A field's value, from <paramref name="start"/> to <paramref name="end"/> without its quotes.</summary>
    void Take(ReadOnlySpan<byte> block, int start, int end, FieldWriting writing, IRecordFormat format);
}

/// <summary>Cuts blocks of bytes into records and fields. One for each thread.</summary>
internal interface IRecordFormat
{
    /// <summary>
    /// Record of the field that is being taken, from 0 within the block; behind a block, how many it has.
    /// </summary>
    int Record { get; }

    /// <summary>Name of the field that is being taken, as it is written; empty for none.</summary>
    ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> block);

    /// <summary>Path of the field that is being taken, such as <c>user.phones[0]</c>.</summary>
    string PathIn(ReadOnlySpan<byte> block);

    /// <summary>Hands all fields of a block of whole records to <paramref name="sink"/>.</summary>
    /// <exception cref="BlockException">The block is not what it should be.</exception>
    void Walk(ReadOnlySpan<byte> block, IFieldSink sink);
}
