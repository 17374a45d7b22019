/** Headers of the instant a record was made; in files about sales or tickets that is when they took place. */
export const CREATED_WORDS =
  'created|created at|create date|created date|creation date|date created|date added|customer since|first visit|' +
  'registered|registered at|registration date|sign up|signup|signup date|sign up date|joined|join date|' +
  'member since|person created|profile created on|createddate|added|added at|added on|added time|created time|' +
  'inscription|data iscrizione|data di iscrizione|iscrizione|fecha de inscripcion|kunde seit|angelegt am|' +
  'erstellt am|erstelldatum|anlagedatum|registriert am|registrierungsdatum|date de creation|cree le|inscrit le|' +
  'date d inscription|client depuis|fecha de creacion|fecha de alta|fecha de registro|creado|creado el|alta|' +
  'data di creazione|creato il|data registrazione|cliente dal|aangemaakt|aangemaakt op|aanmaakdatum|klant sinds|' +
  'skapad|skapad datum|registrerad|kund sedan|criado em|data de criacao|data de cadastro|cadastro|oprettet|' +
  'opprettet|luotu|data utworzenia|utworzono|vytvoreno';
