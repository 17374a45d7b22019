import { CREATED_WORDS } from './created-words.ts';
import { fieldsOf } from './field.ts';

/** The person: in customer files the record itself, in all others whoever bought, wrote or asked. */
export const CUSTOMER_FIELDS = fieldsOf('customer', [
  [
    'external_id',
    'id',
    'Customer id',
    'The id of the person in the system the file comes from.',
    'customer id|customer number|顧客番号|顧客id|会員番号|customer no|customer nr|customer code|customer key|customer ref|customer reference|client id|client number|client code|contact id|person id|member id|user id|buyer id|shopper id|guest id|profile id|subscriber id|lead id|account id|account number|record id|requester id|card holder id|cust id|cust no|cust num|custno|custid|unique id|uid|guid|patron id|' +
      'kundennummer|kunden nr|kunden id|kundennr|kdnr|kd nr|debitorennummer|debitor|kontonummer|' +
      'numero client|code client|id client|no client|identifiant client|ref client|reference client|n client|' +
      'numero de cliente|codigo de cliente|id de cliente|id cliente|codigo cliente|n cliente|num cliente|' +
      'codice cliente|numero cliente|id del cliente|klantnummer|klant id|klantcode|klantnr|debiteurnummer|' +
      'kundnummer|kund id|kundnr|numero do cliente|codigo do cliente|cod cliente|kundenummer|kunde id|asiakasnumero|numer klienta|id klienta|cislo zakaznika|kod klienta',
    {
      when: {
        customers: 'id|number|nr|code|key|ref|reference|reference id|rec id|no|#|entity id|identifier',
        consents: 'id',
      },
    },
  ],
  [
    'given_name',
    'name',
    'First name',
    'Given name as written in the source.',
    'first name|firstname|名|given name|forename|fname|first|name first|givenname|christian name|first nm|customer first name|' +
      'vorname|prenom|nombre de pila|primer nombre|nome proprio|nome di battesimo|voornaam|roepnaam|fornamn|tilltalsnamn|primeiro nome|fornavn|etunimi|imie|jmeno|krestni jmeno|keresztnev|prenume|ime|ad',
    { when: { customers: 'nombre|nombres|nome' } },
  ],
  [
    'family_name',
    'name',
    'Last name',
    'Family name as written in the source.',
    'last name|lastname|姓|surname|family name|lname|last|name last|familyname|last nm|surname 1|sname|customer last name|' +
      'nachname|familienname|zuname|nom de famille|nom|apellido|apellidos|primer apellido|cognome|achternaam|familienaam|efternamn|sobrenome|apelido|ultimo nome|efternavn|etternavn|sukunimi|nazwisko|prijmeni|vezeteknev|csaladnev|nume|prezime|soyad',
  ],
  [
    'full_name',
    'name',
    'Full name',
    'The whole name in one cell; it is split by the cleaning step.',
    'full name|fullname|氏名|お名前|顧客名|名前|name|customer name|contact name|client name|display name|person name|buyer|buyer name|recipient|recipient name|customer|client|contact|member name|guest name|guest|shopper|patron|patron name|billing name|cardholder name|card holder|account holder|attention|attn|requester|reviewer|reviewer name|author|nickname full|customer full name|member|' +
      'kunde|kundenname|kaeufer|kaufer|name des kunden|ansprechpartner|vollstandiger name|vor und nachname|besteller|empfanger|rechnungsempfanger|' +
      'nom complet|nom du client|nom client|client nom|acheteur|nom et prenom|prenom et nom|destinataire|' +
      'nombre completo|nombre del cliente|nombre cliente|cliente|comprador|nombre y apellidos|destinatario|titular|' +
      'nome completo|nome del cliente|nome cliente|nominativo|acquirente|nome e cognome|intestatario|' +
      'klant|klantnaam|naam|volledige naam|koper|kund|kundnamn|namn|fullstandigt namn|kopare|nome do cliente|nome completo do cliente|kundenavn|navn|fulde navn|asiakas|nimi|koko nimi|klient|nazwa klienta|imie i nazwisko|zakaznik|nev|teljes nev',
    { when: { feedback: 'user|username|nickname' } },
  ],
  [
    'middle_name',
    'name',
    'Middle name',
    'Put behind the first name.',
    'middle name|middle names|middlename|second given name|middle|zweiter vorname|deuxieme prenom|segundo nombre|secondo nome|tweede naam|mellannamn|segundo nome|mellomnavn|mellemnavn|patronymic',
  ],
  [
    'family_prefix',
    'name',
    'Name prefix (van, de)',
    'Put before the last name.',
    'tussenvoegsel|voorvoegsel|name prefix|surname prefix|infix|namenszusatz|particule',
  ],
  [
    'second_family_name',
    'name',
    'Second last name',
    'Put behind the last name.',
    'second surname|segundo apellido|apellido 2|apellido materno|surname 2|second last name|maternal surname',
  ],
  [
    'company',
    'text',
    'Company',
    'Company or organisation of the person.',
    'company|company name|organisation|organization|business name|business|employer|account name|associated company|trading name|firm|billing company|shipping company|organization name|name org|org name|employer name|' +
      'firma|firmenname|unternehmen|firmenbezeichnung|entreprise|societe|nom de l entreprise|raison sociale|empresa|razon social|compania|azienda|societa|ragione sociale|bedrijf|bedrijfsnaam|organisatie|foretag|foretagsnamn|bolag|organisationsnamn|nome da empresa|razao social|virksomhed|firmanavn|yritys|nazwa firmy|spolecnost|ceg|cegnev',
  ],
  [
    'email',
    'email',
    'E-mail',
    'The address as typed; further addresses go to “Further e-mail”.',
    'email|e mail|email address|メールアドレス|メール|e mail address|mail|mail address|emailaddress|customer email|contact email|primary email|client email|reviewer email|requester email|user email|from email address|billing email|email id|subscriber|electronic mail|email 1|e mail 1|' +
      'e mail adresse|email adresse|mailadresse|kunden email|adresse e mail|adresse email|adresse mail|courriel|adresse electronique|mel|' +
      'correo|correo electronico|direccion de correo|direccion de correo electronico|indirizzo email|indirizzo e mail|posta elettronica|e mailadres|emailadres|' +
      'e post|epost|e postadress|epostadress|endereco de email|correio eletronico|e mail do cliente|sahkoposti|adres e mail|adres email|emailova adresa|emailcim|e posta|eposta',
  ],
  [
    'other_email',
    'email',
    'Further e-mail',
    'Another address of the same person.',
    'secondary email|other email|alternative email|alternate email|email 2|e mail 2|second email|additional email|additional emails|email work|email home|email other|work email|home email|private email|business email|email secundario|email secondaire|zweite email|weitere e mail|shipping email|paypal email',
    { multiple: true },
  ],
  [
    'phone',
    'phone',
    'Phone',
    'The number as typed; further numbers go to “Further phone”.',
    'phone|phone number|電話番号|電話|携帯電話|telephone|telephone number|tel|tel no|tel nr|phone no|customer phone|contact phone|primary phone|mobile|mobile phone|mobile number|mobile no|cell|cell phone|cellphone|cell number|phone mobile|phone 1|contact number|contact no|phonenumber|msisdn|default address phone|billing phone|sms phone number|sms|text number|phone home|gsm|whatsapp|whatsapp number|' +
      'telefon|telefonnummer|telefon nr|tel nummer|rufnummer|handy|handynummer|mobil|mobiltelefon|mobilnummer|mobilfunknummer|festnetz|' +
      'numero de telephone|no de telephone|portable|telephone portable|telephone mobile|n de telephone|' +
      'telefono|numero de telefono|movil|celular|telefono movil|num telefono|numero di telefono|cellulare|recapito telefonico|telefono cellulare|' +
      'telefoon|telefoonnummer|mobiel|mobiel nummer|mobiele telefoon|gsm nummer|telemovel|telefone|numero de telefone|numero de telemovel|contato|puhelin|puhelinnumero|matkapuhelin|numer telefonu|komorka|telefonni cislo|telefonszam|mobiltelefonnummer',
  ],
  [
    'other_phone',
    'phone',
    'Further phone',
    'Another number of the same person.',
    'secondary phone|other phone|alternative phone|alternate phone|phone 2|second phone|work phone|home phone|business phone|phone work|phone other|office phone|landline|shipping phone|fixed line|telefon 2|telefon geschaftlich|telefon privat|dienstlich|telefon geschaftl|tel privat|tel geschaftlich|tel dienstlich|telephone fixe|telephone professionnel|telefono fijo|telefono fisso|vaste telefoon|telefone fixo|hemtelefon|arbetstelefon|phone 3',
    { multiple: true },
  ],
  [
    'contact',
    'text',
    'Contact (e-mail or phone)',
    'A cell that holds an e-mail address, a number, or both.',
    'customer contacts|contact details|contact info|contact information|email or phone|phone or email|email phone|kontakt|kontaktdaten|coordonnees|datos de contacto|recapiti|contatti|contactgegevens|kontaktuppgifter',
    { multiple: true },
  ],
  [
    'line1',
    'text',
    'Street',
    'Street and house number.',
    '番地|住所|住所1|address|address 1|住所|address1|address line 1|street|street address|street address 1|address line|addr|addr1|addr line1|mailing street|billing street|billing address|billing address1|billing address 1|shipping address|default address address1|postal address1|street 1|line 1|home address|residential address|mailing address|full address|address full|' +
      'adresse|strasse|strasse und hausnummer|str|anschrift|strasse hausnummer|strasse nr|rechnungsadresse|adresse 1|rue|voie|adresse postale|adresse ligne 1|' +
      'direccion|domicilio|calle|direccion 1|calle y numero|indirizzo|via|indirizzo 1|adres|straat|straatnaam|straat en huisnummer|adresregel 1|adress|gatuadress|gata|utdelningsadress|endereco|rua|morada|logradouro|gade|vej|gate|gateadresse|osoite|katuosoite|ulica|adres 1|ulice|cim|utca',
  ],
  [
    'house_number',
    'text',
    'House number',
    'Added to the street when the source keeps it apart.',
    'house number|street number|house no|building number|number of house|hausnummer|hausnr|hnr|numero de rue|numero de voie|numero exterior|numero civico|civico|huisnummer|husnummer|gatunummer|numero da casa|husnr|numer domu|cislo popisne',
  ],
  [
    'line2',
    'text',
    'Address, second line',
    'Flat, floor, care of.',
    'address 2|address2|address line 2|street address 2|street 2|line 2|addr2|apartment|apt|suite|unit|flat|floor|care of|billing address2|billing address 2|default address address2|postal address2|adresszusatz|zusatz|adresse 2|complement d adresse|complement|adresse ligne 2|direccion 2|piso|indirizzo 2|interno|adresregel 2|toevoeging|adressrad 2|co adress|complemento|endereco 2',
  ],
  [
    'city',
    'text',
    'City',
    'Town or city.',
    'city|town|市区町村|locality|city town|place|mailing city|billing city|shipping city|default address city|postal city|suburb|postal suburb|municipality|village|' +
      'ort|stadt|wohnort|ville|commune|localite|ciudad|poblacion|localidad|municipio|citta|comune|plaats|woonplaats|stad|postort|postadress|cidade|municipio de residencia|by|poststed|kaupunki|postitoimipaikka|miasto|miejscowosc|mesto|obec|varos|telepules|oras|grad',
  ],
  [
    'region',
    'text',
    'Region',
    'State, province, canton, county.',
    'state|province|都道府県|region|county|state province|state region|mailing state|mailing state province|billing state|billing province|shipping province|default address province code|province code|territory|prefecture|canton|addr state|state code|' +
      'bundesland|kanton|land region|etat|departement|provincia|estado|comunidad autonoma|comunidad|regione|prov|provincie|lan|landskap|distrito|uf|fylke|maakunta|wojewodztwo|megye|judet',
  ],
  [
    'postal_code',
    'postal_code',
    'Postcode',
    'Kept as text, so that leading zeros stay.',
    'zip|zip code|郵便番号|zipcode|postal code|postcode|post code|postalcode|mailing zip|mailing zip postal code|mailing postal code|billing zip|shipping zip|billing postcode|default address zip|zip postal code|pin code|pincode|eircode|' +
      'plz|postleitzahl|code postal|cp|codigo postal|cod postal|cap|codice postale|codice avviamento postale|postnummer|post nr|postnr|cep|postinumero|kod pocztowy|psc|iranyitoszam|cod postal adresa',
  ],
  [
    'country',
    'country',
    'Country',
    'Name or two-letter code.',
    'country|country region|country code|country name|mailing country|billing country|shipping country|default address country code|nation|cc|country of residence|addr country|residence country|country iso|country id|' +
      'land|staat|laendercode|landercode|landerkennzeichen|pays|code pays|pais|codigo de pais|codigo pais|paese|nazione|stato|landcode|landskod|pais de residencia|maa|kraj|kraj zamieszkania|zeme|stat|orszag|tara',
  ],
  [
    'birth_date',
    'day',
    'Birthday',
    'Date of birth.',
    'date naissance|birthday|birth date|生年月日|誕生日|birthdate|date of birth|dob|d o b|born|born on|birthdate on|birth day|birth|bday|date birth|' +
      'geburtsdatum|geburtstag|geb datum|gebdat|geboren am|date de naissance|anniversaire|naissance|ne le|fecha de nacimiento|nacimiento|cumpleanos|fecha nacimiento|data di nascita|nascita|compleanno|geboortedatum|verjaardag|fodelsedatum|fodelsedag|personnummer datum|data de nascimento|nascimento|aniversario|fodselsdato|fodselsdag|syntymaaika|data urodzenia|urodziny|datum narozeni|szuletesi datum',
  ],
  [
    'language',
    'language',
    'Language',
    'Preferred language.',
    'language|locale|preferred language|lang|customer language|sprache|langue|idioma|lingua|taal|sprak|sprog|spraak|kieli|jezyk|jazyk|nyelv',
  ],
  [
    'tags',
    'list',
    'Tags',
    'Labels and groups; several in one cell are split.',
    'tags|tag|labels|label|customer group|customer group name|customer tags|customer segment|label s|shopify tags|' +
      'kundengruppe|groupe de clients|grupo de clientes|gruppo clienti|klantgroep|kundgrupp|kundegruppe|schlagworter|etiketten|etiquettes|etiquetas|etichette|taggar|marcadores',
    {
      multiple: true,
      when: {
        customers:
          'groups|group|segment|segments|categories|customer type|lists|gruppe|groupe|grupo|gruppo|groep|grupp|grupa|typ|kundtyp',
      },
    },
  ],
  [
    'note',
    'long_text',
    'Note',
    'Free text about the person.',
    'note|notes|memo|備考|remark|remarks|comment|comments|customer note|notiz|notizen|bemerkung|bemerkungen|anmerkung|kommentar|remarque|remarques|commentaire|nota|notas|observaciones|commenti|note cliente|opmerking|opmerkingen|notitie|anteckning|anteckningar|kommentarer|observacoes|bemaerkning|muistiinpanot|uwagi|poznamka|megjegyzes',
  ],
  [
    'account_state',
    'word',
    'Account state',
    'Enabled, blocked, archived…',
    'account state|account status|customer status|member status|customer state|blocked|active|kundenstatus|kontostatus|statut du compte|estado de la cuenta|stato account|accountstatus|kontostatus kund',
    { when: { customers: 'status|state of account|aktiv|actif|activo|attivo|actief|ativo' } },
  ],
  [
    'name_only',
    'boolean',
    'Name from a card only',
    'Yes = the till made this profile from a payment card; it never identifies anybody.',
    'instant profile|perfil instantaneo|profil instantane',
  ],
  [
    'loyalty_number',
    'id',
    'Loyalty number',
    'Number of a loyalty card or membership.',
    'loyalty number|loyalty card|codice tessera|codice carta|loyalty card number|loyalty id|membership number|membership id|member number|card number|membership no|member no|bonus card|club number|kundenkarte|kundenkartennummer|kartennummer|mitgliedsnummer|carte de fidelite|numero de carte|numero d adherent|tarjeta de fidelidad|numero de socio|numero de tarjeta|tessera|carta fedelta|numero tessera|klantenkaart|klantenkaartnummer|lidnummer|medlemsnummer|kortnummer|kundkort|cartao de fidelidade|cartao cliente|medlemsnr|jasennumero|karta klienta|numer karty',
  ],
  [
    'shopify_id',
    'id',
    'Shopify customer id',
    'The id of the same person in Shopify, where another system knows it.',
    'shopify customer id|shopify id|shopify customer|shopifycustomerid',
  ],
  [
    'merged_into',
    'id',
    'Merged into',
    'Id of the record this one was merged into.',
    'master record id|masterrecordid|merged into|merged to|duplicate of|survivor id',
  ],
  [
    'deleted',
    'boolean',
    'Deleted',
    'Yes = deleted in the source.',
    'deleted|is deleted|isdeleted|geloscht|supprime|eliminado|eliminato|verwijderd|raderad|apagado|archived|archiviert',
  ],
  ['created_at', 'instant', 'Created', 'When the record was made in the source.', CREATED_WORDS],
  [
    'updated_at',
    'instant',
    'Changed',
    'When the record last changed in the source: an older file never overwrites a newer one.',
    'updated|updated at|last updated|last modified|modified|modified on|modified at|last changed|last change|lastmodifieddate|last modified date|date modified|changed|update date|update time|last update|last update time|modified time|do not modify modified on|' +
      'geandert am|zuletzt geandert|letzte anderung|aktualisiert|modifie le|date de modification|derniere modification|fecha de modificacion|modificado|ultima modificacion|actualizado|data di modifica|ultima modifica|gewijzigd|laatst gewijzigd|gewijzigd op|andrad|senast andrad|uppdaterad|atualizado em|data de alteracao|aendret|endret|muokattu|data modyfikacji|zmeneno',
  ],
  [
    'orders_count',
    'number',
    'Number of orders',
    'As the source counts them; compared, never added.',
    'total orders|orders count|orders|number of orders|order count|transaction count|transactions|total visits|visits|visit count|purchases|purchase count|historic number of orders|no of orders|anzahl bestellungen|bestellungen|besuche|anzahl kaufe|nombre de commandes|commandes|nombre d achats|visites|pedidos|numero de pedidos|compras|visitas|numero ordini|ordini|acquisti|visite|aantal bestellingen|bestellingen|bezoeken|antal ordrar|antal kop|ordrar|besok|numero de compras|antal ordrer|liczba zamowien',
  ],
  [
    'total_spent',
    'money',
    'Total spent',
    'As the source sums it; compared, never added.',
    'total spent|total spend|lifetime spend|amount spent|lifetime value|total sales|spent|spend|ltv|clv|total revenue|year to date|lifetime sales|historic customer lifetime value|total purchases|bought for|bought for so far|spent so far|total amount spent|order total amount|orders total|' +
      'gesamtausgaben|gesamtumsatz|umsatz|umsatz gesamt|total depense|montant depense|depenses totales|total des achats|ca|chiffre d affaires|gasto total|total gastado|importe total gastado|totale speso|spesa totale|fatturato|totaal besteed|totale omzet|omzet|totalt spenderat|total spenderat|omsattning|total gasto|valor gasto|samlet forbrug|suma zakupow',
    { when: { customers: 'ventes|ventas|vendite|verkopen|forsaljning|vendas|sales|revenue' } },
  ],
]);
