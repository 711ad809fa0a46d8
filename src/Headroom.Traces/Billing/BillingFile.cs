using Headroom.Metering;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Billing;

/// <summary>Reads prices and budgets as people write them, in YAML (or JSON, which is a part of it).</summary>
/// <remarks>
/// Prices are for an hour of one accelerator, or of one core for <c>cpu</c>, with up to six decimals; hours of a budget
/// have up to three. Anchors, aliases, tags, tabs and second documents are no part of the form.
/// </remarks>
public static class BillingFile
{
    /// <summary>The JSON schema (draft 2020-12) of the form, for editors.</summary>
    public static string Schema => EmbeddedSchema.Read("billing.schema.json");

    /// <summary>The rules in a file, compressed by gzip or not.</summary>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, or the rules have faults: all of them, each with its line and key.
    /// </exception>
    public static BillingRules Read(string path) => Parse(path, SpecificationText.Read(path));

    /// <summary>The rules in a text; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="TraceFormatException">The rules have faults: all of them, each with its line and
    /// key.</exception>
    public static BillingRules Parse(string file, string text)
    {
        var document = new SpecificationDocument(file, text, BillingKeys.Billing);
        var rules = new BillingForm(document.Faults).Read(document.Root);
        document.Add(BillingCheck.Faults(rules));
        document.Faults.Throw();
        return rules;
    }
}
