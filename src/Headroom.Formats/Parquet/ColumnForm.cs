using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>What the values of a column are.</summary>
internal enum ColumnForm
{
    /// <summary>Text: bytes that say so, and bytes that say nothing and are UTF-8.</summary>
    Text,

    /// <summary>Whole numbers, also such that are held as floating-point numbers.</summary>
    Whole,

    /// <summary>Dates, times, fractions, blobs and the like.</summary>
    Other,
}

/// <summary>Forms and names of columns.</summary>
internal static class ColumnForms
{
    // How writers call the levels between a list and its elements.
    private static readonly string[] ListLevels = [".list.element", ".list.item", ".bag.array_element", ".list.array_element"];

    public static ColumnForm Of(ColumnDescriptor column)
    {
        using var logical = column.LogicalType;
        return column.PhysicalType switch
        {
            PhysicalType.ByteArray => logical.Type is LogicalTypeEnum.Bson or LogicalTypeEnum.Decimal
                ? ColumnForm.Other
                : ColumnForm.Text,
            PhysicalType.Int32 or PhysicalType.Int64 => IsWhole(logical) ? ColumnForm.Whole : ColumnForm.Other,

            // Where a table has gaps, data frames keep whole numbers so.
            PhysicalType.Double => ColumnForm.Whole,
            _ => ColumnForm.Other,
        };
    }

    /// <summary>Path of a column, such as <c>user.phones</c>.</summary>
    public static string NameOf(ColumnDescriptor column)
    {
        using var path = column.Path;
        var name = path.ToDotString();
        return ListLevels.FirstOrDefault(level => name.EndsWith(level, StringComparison.Ordinal)) is { } list
            ? name[..^list.Length]
            : name;
    }

    private static bool IsWhole(LogicalType logical) =>
        logical.Type is LogicalTypeEnum.None or LogicalTypeEnum.Int or LogicalTypeEnum.Nil
        || (logical is DecimalLogicalType { Scale: 0 });
}
