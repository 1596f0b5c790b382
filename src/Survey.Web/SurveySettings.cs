using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Mail;
using Survey.Web.Data.Reports;

namespace Survey.Web;

/// <summary>The section <c>Survey</c> of the settings. Every value may also come from the environment (<c>Survey__Database__Provider</c> …).</summary>
public sealed class SurveySettings
{
    public const string Section = "Survey";
    public const string DefaultUrl = "http://localhost:5080";

    public DatabaseSettings Database { get; init; } = new();

    /// <summary>Where the embedded database and other files of this installation live; relative to the content root.</summary>
    public string DataFolder { get; init; } = "App_Data";

    /// <summary>The address that links, posters and QR codes carry; empty: the address the program listens on.</summary>
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>How often waiting responses are folded into the tallies.</summary>
    public int FoldSeconds { get; init; } = 5;

    /// <summary>How many submissions may wait for a commit before new ones are asked to come back.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>Addresses of reverse proxies whose forwarded headers are believed.</summary>
    public string[] KnownProxies { get; init; } = [];

    /// <summary>How many days after the answer a citizen's name and way to be reached are deleted.</summary>
    public int ContactDays { get; init; } = 30;

    /// <summary>In how many working days citizens' feedback is to be answered where nobody sets another day.</summary>
    public int FeedbackWorkingDays { get; init; } = 10;

    /// <summary>How often it is asked whether the trends of the last day were looked at for alerts; 0: this node never looks.</summary>
    public int AlertMinutes { get; init; } = 30;

    /// <summary>A PEM file with the private key (ECDSA, P-256) that signs closed periods and deliveries; empty: one is made on first use.</summary>
    public string SigningKey { get; init; } = "";

    /// <summary>How many days before a report is due its people are reminded by mail; 0: never.</summary>
    public int RemindDays { get; init; } = 3;

    /// <summary>A program that looks at each evidence file before it is kept, such as <c>clamdscan --fdpass --no-summary {file}</c>:
    /// it ends with 0 where the file is clean and with 1 where it is not. Empty: none.</summary>
    public string ScannerCommand { get; init; } = "";

    /// <summary>The mail server by which alerts go out; none by default.</summary>
    public MailSettings Mail { get; init; } = new();

    /// <summary>Report packs and their PDFs.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>How scoring files are pushed to other systems.</summary>
    public DeliverySettings Deliveries { get; init; } = new();

    public LimitSettings LimitsPerMinute { get; init; } = new();

    /// <summary>How long a node that was told to stop still serves while it says that it is not ready (at most 30).</summary>
    public int DrainSeconds { get; init; }

    /// <summary>Days are the days of this time zone.</summary>
    public string TimeZone { get; init; } = "Asia/Ho_Chi_Minh";
}

/// <summary>How many requests one address may send in a minute; 0: as many as it likes. A hall shares one address.</summary>
public sealed class LimitSettings
{
    /// <summary>Sheets that citizens send.</summary>
    public int Answers { get; init; } = 600;

    /// <summary>Citizens' pages, a form and a thank-you for each sheet among them.</summary>
    public int Pages { get; init; } = 3000;

    /// <summary>Requests for an answer that citizens send, and codes by which they look for one.</summary>
    public int Contacts { get; init; } = 120;

    /// <summary>Attempts to sign in or to set a password.</summary>
    public int SignIns { get; init; } = 30;

    /// <summary>Pages on which one signs in or sets a password.</summary>
    public int SignInPages { get; init; } = 300;

    /// <summary>Requests of one program, counted by its token, not by its address: many come through one gateway.</summary>
    public int Programs { get; init; } = 600;

    /// <summary>Requests to the programs' interface without a token that holds, by address.</summary>
    public int UnknownPrograms { get; init; } = 60;
}

public sealed class DatabaseSettings
{
    /// <summary>Sqlite or MySql.</summary>
    public string Provider { get; init; } = "Sqlite";

    /// <summary>Empty with Sqlite: survey.db in the data folder.</summary>
    public string ConnectionString { get; init; } = "";
}
