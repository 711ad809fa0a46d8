using Headroom.Traces.Specifications;

namespace Headroom.Traces.Submissions;

/// <summary>Reads a job as people write it, in YAML (or JSON, which is a part of it).</summary>
/// <remarks>
/// Values are written as on the command line: accelerators <c>8</c> or <c>0.25</c>, sizes <c>512M</c> or <c>16G</c>,
/// times <c>30m</c> or <c>24h</c>. Anchors, aliases, tags, tabs and second documents are no part of the form.
/// </remarks>
public static class JobFile
{
    /// <summary>The JSON schema (draft 2020-12) of the form, for editors.</summary>
    public static string Schema => EmbeddedSchema.Read("job.schema.json");

    /// <summary>The job in a file.</summary>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, or the job has faults: all of them, each with its line and key.
    /// </exception>
    public static JobDescription Read(string path) => Parse(path, SpecificationText.Read(path));

    /// <summary>The job in a text; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="TraceFormatException">The job has faults: all of them, each with its line and key.</exception>
    public static JobDescription Parse(string file, string text)
    {
        var document = new SpecificationDocument(file, text, JobKeys.Job);
        var job = new JobForm(document.Root, document.Faults).Read();
        document.Faults.Throw();
        return job;
    }
}
