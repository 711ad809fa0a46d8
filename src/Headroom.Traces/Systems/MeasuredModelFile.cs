using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Systems;

/// <summary>A model whose loss was measured, as a table tells it.</summary>
/// <param name="Parameters">Parameters, above zero.</param>
/// <param name="Tokens">Training tokens, above zero.</param>
/// <param name="Loss">Loss in nats a token, above zero.</param>
public sealed record RecordedModel(double Parameters, double Tokens, double Loss);

/// <summary>Reads tables of models by size, training compute and loss.</summary>
public static class MeasuredModelFile
{
    // Floating-point operations of training for each parameter and token.
    private const double Operations = 6;

    /// <summary>The models, in the order of the file; tokens are compute over six times the parameters.</summary>
    /// <exception cref="TraceFormatException">A column is missing, or a cell is no number above zero.</exception>
    public static IReadOnlyList<RecordedModel> Read(string path)
    {
        using var table = new NamedTable(path);
        var size = table.Column("Model Size", "parameters");
        var compute = table.Column("Training FLOP", "flop");
        var loss = table.Column("loss");
        var models = new List<RecordedModel>();
        while (table.MoveNext())
        {
            var parameters = Number(table, size);
            models.Add(new RecordedModel(
                parameters, Number(table, compute) / (Operations * parameters), Number(table, loss)));
        }

        return models;
    }

    private static double Number(NamedTable table, int column)
    {
        var text = table.Text(column);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && number > 0
            ? number
            : throw table.Refused($"{Fault.Quote(text)} is no number above zero", "mend it or remove the line");
    }
}
